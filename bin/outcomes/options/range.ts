import { zonedTime } from '../../print/time-text.ts';
import { CLOCK_AHEAD_MILLISECONDS } from '../../reader/follow.ts';
import type { TimeRange } from '../../reader/time-range.ts';
import { UsageError } from '../../usage/usage-error.ts';
import { readTime } from './time.ts';

/** A range as it was asked for, and in words. */
export interface AskedRange extends TimeRange {
  readonly words: string;
}

/** Options of commands that look at a time range. */
export interface RangeOptions {
  readonly since: string;
  readonly until?: string;
}

/**
 * Most days that are read by outcome: each day is 16 queries for each outcome (docs/queries.md), and
 * outcomes are kept for 90 days unless a deployment says otherwise.
 */
const MOST_DAYS = 100;

const DAY_MILLISECONDS = 86_400_000;

/**
 * Reads a range that is read by outcome, day by day.
 * @throws {UsageError} as {@link readRange}, and for one of more than 100 days
 */
export function readDays(options: RangeOptions, now: Date): AskedRange {
  const range = readRange(options, now);
  const { sinceEpochMilliseconds, untilEpochMilliseconds } = range;
  const days = Math.floor((untilEpochMilliseconds - sinceEpochMilliseconds) / DAY_MILLISECONDS);
  if (days > MOST_DAYS) {
    throw new UsageError(
      `That is ${days.toLocaleString('en')} days, and outcomes are read day by day: ask for ${MOST_DAYS} at most, with --until.`,
    );
  }
  return range;
}

/**
 * Reads `--since` and `--until`. Without an end it also takes what is dated after now, as clocks differ.
 * @throws {UsageError} for a time that is not understood, or an end before the beginning
 */
export function readRange({ since, until }: RangeOptions, now: Date): AskedRange {
  const sinceEpochMilliseconds = readTime('--since', since, now);
  const end = until === undefined ? undefined : readTime('--until', until, now);
  const beginning = `from ${zonedTime(sinceEpochMilliseconds)}`;
  if (end !== undefined && end <= sinceEpochMilliseconds) {
    throw new UsageError(`--until (${zonedTime(end)}) is not after --since (${beginning.slice(5)}).`);
  }
  return {
    sinceEpochMilliseconds,
    untilEpochMilliseconds: end ?? now.getTime() + CLOCK_AHEAD_MILLISECONDS,
    words: `${beginning} to ${end === undefined ? 'now' : zonedTime(end)}`,
  };
}
