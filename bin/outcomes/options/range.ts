import { CLOCK_AHEAD_MILLISECONDS } from '../../../functions/outcomes/reader/follow.ts';
import type { TimeRange } from '../../../functions/outcomes/reader/time-range.ts';
import { zonedTime } from '../print/time-text.ts';
import { UsageError } from '../usage-error.ts';
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
