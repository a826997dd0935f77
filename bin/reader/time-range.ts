import type { TimeOrder } from './stored-outcome.ts';

/** A range of event times, in milliseconds since the epoch: from `since` on, and before `until`. */
export interface TimeRange {
  readonly sinceEpochMilliseconds: number;
  readonly untilEpochMilliseconds: number;
}

export const DAY_MILLISECONDS = 86_400_000;

/** The days (UTC, yyyy-mm-dd) that a range touches, in order; none for an empty range. */
export function* utcDays(
  { sinceEpochMilliseconds, untilEpochMilliseconds }: TimeRange,
  order: TimeOrder,
): Generator<string> {
  const first = Math.floor(sinceEpochMilliseconds / DAY_MILLISECONDS);
  const count = Math.ceil(untilEpochMilliseconds / DAY_MILLISECONDS) - first;
  for (let index = 0; index < count; index += 1) {
    const day = first + (order === 'oldest first' ? index : count - 1 - index);
    yield new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
  }
}

/** The range as the first and last text that the sort key of an index may be; BETWEEN includes both. */
export const sortKeyBounds = ({ sinceEpochMilliseconds, untilEpochMilliseconds }: TimeRange) => ({
  first: new Date(sinceEpochMilliseconds).toISOString(),
  last: new Date(untilEpochMilliseconds - 1).toISOString(),
});
