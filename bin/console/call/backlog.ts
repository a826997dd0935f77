import { first } from '../../outcomes/table/rows.ts';
import { CLOCK_AHEAD_MILLISECONDS } from '../../reader/follow.ts';
import type { OutcomeReader } from '../../reader/reader.ts';

const BACKLOG_MILLISECONDS = 24 * 60 * 60 * 1000;

/** What finds them is some 600 queries, which keep an embedded DynamoDB busy for seconds: only on request. */
const MOST_ROWS = 500;

/** The newest calls of the last day before this session, oldest first. */
export async function backlog(
  reader: Pick<OutcomeReader, 'byOutcome'>,
  nowEpochMilliseconds: number,
): Promise<string[]> {
  const callIds = new Set<string>();
  const range = {
    sinceEpochMilliseconds: nowEpochMilliseconds - BACKLOG_MILLISECONDS,
    untilEpochMilliseconds: nowEpochMilliseconds + CLOCK_AHEAD_MILLISECONDS,
  };
  for await (const { callId } of first(reader.byOutcome(range), MOST_ROWS)) callIds.add(callId);
  return [...callIds].reverse();
}
