import { zonedTime } from '../print/time-text.ts';
import { CLOCK_AHEAD_MILLISECONDS } from '../reader/follow.ts';
import { DAY_MILLISECONDS, type TimeRange } from '../reader/time-range.ts';
import { didYouMean } from '../usage/nearest.ts';
import { pasted } from '../usage/read-options.ts';
import { UsageError } from '../usage/usage-error.ts';

/** Options of commands that look at a time range. */
export interface RangeOptions {
  readonly since: string;
  readonly until?: string;
}

/** A range as it was asked for, and in words. */
interface AskedRange extends TimeRange {
  readonly words: string;
}

/**
 * Most days that are read by outcome: each day is 16 queries for each outcome (docs/queries.md), and
 * outcomes are kept for 90 days unless a deployment says otherwise.
 */
const MOST_DAYS = 100;

// biome-ignore format: a line
const UNIT_MILLISECONDS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: DAY_MILLISECONDS, w: 7 * DAY_MILLISECONDS };

const DURATION = /^(?:\d+(?:\.\d+)?[smhdw])+$/;
const ISO_TIME =
  /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?)(?: ?(Z|UTC|GMT)| ?([+-]\d\d)(?::?(\d\d))?)?)?$/i;

/**
 * Reads a length of time, such as `90m` or `1h30m`, in milliseconds; days have 24 hours.
 * `undefined` for anything else.
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
const midnight = (now: Date, daysAgo: number): number =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo).getTime();

const WORDS: Readonly<Record<string, (now: Date) => number>> = {
  now: (now) => now.getTime(),
  today: (now) => midnight(now, 0),
  yesterday: (now) => midnight(now, 1),
};

/** Finds the moment at which a clock shows a time, which is given as if the clock were that of UTC. */
type FromClock = (milliseconds: number) => number;

/**
 * A date or time in ISO 8601, to the nanosecond, of which milliseconds are read; without a zone it is of
 * this machine's, or of the clock that is given. `undefined` for days that no calendar has.
 */
function readIsoTime(text: string, fromClock: FromClock | undefined): number | undefined {
  const [, date, clock = '00:00', utc, hours, minutes = '00'] = ISO_TIME.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) return undefined;
  if (new Date(date).toISOString().slice(0, 10) !== date) return undefined;
  const hasZone = utc !== undefined || hours !== undefined;
  const zone = hours === undefined ? (hasZone || fromClock ? 'Z' : '') : `${hours}:${minutes}`;
  const milliseconds = Date.parse(`${date}T${clock.replace(',', '.')}${zone}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return hasZone || !fromClock ? milliseconds : fromClock(milliseconds);
}

/**
 * Reads a moment, in milliseconds since the epoch: a length of time means so long ago.
 * @param fromClock reads what has no zone, which is else of this machine's
 * @throws {UsageError} with two examples, and the word that is near
 */
export function readTime(option: string, text: string, now: Date, fromClock?: FromClock): number {
  const trimmed = pasted(text);
  const ago = readDuration(trimmed.replace(/ ago$/i, ''));
  const moment =
    ago === undefined
      ? (WORDS[trimmed.toLowerCase()]?.(now) ?? readIsoTime(trimmed, fromClock))
      : now.getTime() - ago;
  if (moment !== undefined && Math.abs(moment) < 8.64e15) return moment;
  throw new UsageError(
    `${option} does not understand "${text}".${didYouMean(trimmed, Object.keys(WORDS))} Give how long ago (s, m, h, d or w) or a date, such as 90m or 2026-11-21T09:30Z.`,
  );
}

/**
 * Reads `--since` and `--until`. Without an end it also takes what is dated after now, as clocks differ.
 * @throws {UsageError} for a time that is not understood, or an end before the beginning
 */
export function readRange({ since, until }: RangeOptions, now: Date): AskedRange {
  const sinceEpochMilliseconds = readTime('--since', since, now);
  const end = until === undefined ? undefined : readTime('--until', until, now);
  const beginning = zonedTime(sinceEpochMilliseconds);
  if (end !== undefined && end <= sinceEpochMilliseconds)
    throw new UsageError(`--until (${zonedTime(end)}) is not after --since (${beginning}).`);
  return {
    sinceEpochMilliseconds,
    untilEpochMilliseconds: end ?? now.getTime() + CLOCK_AHEAD_MILLISECONDS,
    words: `from ${beginning} to ${end === undefined ? 'now' : zonedTime(end)}`,
  };
}

/**
 * Reads a range that is read by outcome, day by day.
 * @throws {UsageError} as {@link readRange}, and for one of more than 100 days
 */
export function readDays(options: RangeOptions, now: Date): AskedRange {
  const range = readRange(options, now);
  const length = range.untilEpochMilliseconds - range.sinceEpochMilliseconds;
  const days = Math.floor(length / DAY_MILLISECONDS);
  if (days <= MOST_DAYS) return range;
  throw new UsageError(
    `That is ${days.toLocaleString('en')} days, and outcomes are read day by day: ask for ${MOST_DAYS} at most, with --until.`,
  );
}
