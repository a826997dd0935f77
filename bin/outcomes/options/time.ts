import { didYouMean } from '../../usage/nearest.ts';
import { UsageError } from '../../usage/usage-error.ts';
import { pasted } from './pasted.ts';

const UNIT_MILLISECONDS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const DURATION = /^(?:\d+(?:\.\d+)?[smhdw])+$/;
const ISO_TIME =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?:(:\d\d)(?:[.,](\d{1,9}))?)?(?: ?(Z|UTC|GMT)| ?([+-]\d\d)(?::?(\d\d))?)?)?$/i;

const DURATION_WORDS = ['30s', '90m', '2h', '1h30m', '3d', '1w'];

/**
 * Reads a length of time, such as `90m` or `1h30m`, in milliseconds; days have 24 hours.
 * `undefined` for what is none.
 */
export function readDuration(text: string): number | undefined {
  const compact = text.toLowerCase().replaceAll(' ', '');
  if (!DURATION.test(compact)) return undefined;
  return [...compact.matchAll(/([\d.]+)([smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MILLISECONDS[String(unit)] ?? 0),
    0,
  );
}

/** Midnight, in the zone of this machine, that many days ago. */
function midnight(now: Date, daysAgo: number): number {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime();
}

const WORDS: Readonly<Record<string, (now: Date) => number>> = {
  now: (now) => now.getTime(),
  today: (now) => midnight(now, 0),
  yesterday: (now) => midnight(now, 1),
};

/**
 * A date or time in ISO 8601, to the nanosecond, of which milliseconds are read; without a zone it is of
 * this machine's. A day that no calendar has is no time.
 */
function readIsoTime(text: string): number | undefined {
  const [, date, clock = '00:00', seconds = ':00', fraction = '', utc, hours, minutes = '00'] =
    ISO_TIME.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) return undefined;
  if (new Date(date).toISOString().slice(0, 10) !== date) return undefined;
  const zone = hours === undefined ? (utc === undefined ? '' : 'Z') : `${hours}:${minutes}`;
  const milliseconds = Date.parse(`${date}T${clock}${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${zone}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/**
 * Reads a moment, in milliseconds since the epoch: a length of time means so long ago.
 * @throws {UsageError} with what is understood, and the nearest word
 */
export function readTime(option: string, text: string, now: Date): number {
  const trimmed = pasted(text);
  const ago = readDuration(trimmed.replace(/ ago$/i, ''));
  const moment =
    ago === undefined ? (WORDS[trimmed.toLowerCase()]?.(now) ?? readIsoTime(trimmed)) : now.getTime() - ago;
  if (moment !== undefined && Math.abs(moment) < 8.64e15) return moment;
  throw new UsageError(
    `${option} does not understand the time "${text}".${didYouMean(trimmed, [...Object.keys(WORDS), ...DURATION_WORDS])} It takes 90m, 2h, 1h30m, 3d or 1w (ago); now, today, yesterday; 2026-11-21, 2026-11-21T09:30, 2026-11-21T09:30Z, 2026-11-21T09:30+01:00.`,
  );
}
