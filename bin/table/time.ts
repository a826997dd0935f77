import { dateOf, local, zonedTime } from '../print/time-text.ts';
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

/** How far the clock of a time zone is ahead of UTC at a moment, in milliseconds. */
const aheadAt = (moment: number, timeZone?: string): number =>
  Date.parse(`${local(moment, timeZone).replace(' ', 'T')}Z`) - Math.floor(moment / 1000) * 1000;

/**
 * The moment at which the clock of a time zone shows a time, given as if it were UTC. Of two such moments it is
 * the first; a time that the clock skips is read by the clock before the change.
 */
function momentAt(shown: number, timeZone?: string): number {
  const [before = Number.NaN, after = Number.NaN] = [-DAY_MILLISECONDS, DAY_MILLISECONDS].map(
    (aside) => shown - aheadAt(shown + aside, timeZone),
  );
  return [before, after].find((moment) => moment + aheadAt(moment, timeZone) === shown) ?? before;
}

/** Midnight on the clock of a time zone, that many days ago. */
const midnight = (now: Date, daysAgo: number, timeZone?: string): number =>
  momentAt(Date.parse(dateOf(now.getTime(), timeZone)) - daysAgo * DAY_MILLISECONDS, timeZone);

const WORDS: Readonly<Record<string, (now: Date, timeZone?: string) => number>> = {
  now: (now) => now.getTime(),
  today: (now, timeZone) => midnight(now, 0, timeZone),
  yesterday: (now, timeZone) => midnight(now, 1, timeZone),
};

/**
 * A date or time in ISO 8601, to the nanosecond, of which milliseconds are read; without a zone it is on the given
 * clock. `undefined` for days that no calendar has.
 */
function readIsoTime(text: string, timeZone?: string): number | undefined {
  const [, date, clock = '00:00', utc, hours, minutes = '00'] = ISO_TIME.exec(text) ?? [];
  if (date === undefined || Number.isNaN(Date.parse(date))) return undefined;
  if (new Date(date).toISOString().slice(0, 10) !== date) return undefined;
  const zone = hours === undefined ? 'Z' : `${hours}:${minutes}`;
  const read = Date.parse(`${date}T${clock.replace(',', '.')}${zone}`);
  const isZoned = utc !== undefined || hours !== undefined;
  const milliseconds = isZoned ? read : momentAt(read, timeZone);
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}

/**
 * Reads a moment, in milliseconds since the epoch: a length of time means so long ago. Days and clocks are of a time
 * zone, or of this machine's.
 * @throws {UsageError} with two examples, and the word that is near
 */
export function readTime(option: string, text: string, now: Date, timeZone?: string): number {
  const trimmed = pasted(text);
  const ago = readDuration(trimmed.replace(/ ago$/i, ''));
  const moment =
    ago === undefined
      ? (WORDS[trimmed.toLowerCase()]?.(now, timeZone) ?? readIsoTime(trimmed, timeZone))
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
