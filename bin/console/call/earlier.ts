import { first } from '../../reader/first.ts';
import type { OutcomeReader } from '../../reader/reader.ts';
import { DAY_MILLISECONDS } from '../../reader/time-range.ts';

/** Finding them takes some 600 queries, which keep an embedded DynamoDB busy for seconds: only on request. */
const MOST_ROWS = 500;

/** Finds calls before a time, 24 hours further back each time that it is asked; the newest of them. */
export function earlierCalls(reader: Pick<OutcomeReader, 'byOutcome'>, beforeEpochMilliseconds: number) {
  let untilEpochMilliseconds = beforeEpochMilliseconds;
  return async () => {
    const sinceEpochMilliseconds = untilEpochMilliseconds - DAY_MILLISECONDS;
    const rows = reader.byOutcome({ sinceEpochMilliseconds, untilEpochMilliseconds });
    const callIds = new Set<string>();
    for await (const { callId } of first(rows, MOST_ROWS)) callIds.add(callId);
    untilEpochMilliseconds = sinceEpochMilliseconds;
    return { callIds: [...callIds].reverse(), sinceEpochMilliseconds };
  };
}
