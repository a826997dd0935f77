import { Readable } from 'node:stream';
import { field } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { callState } from '../../story/call-state.ts';
import { eachMessageOnce } from '../../story/each-message-once.ts';
import { endingWords } from '../../story/ending-words.ts';
import { isResult } from '../../story/event-words.ts';
import { rereadCall } from '../../story/reread-legs.ts';
import { stripOf } from '../../story/strip.ts';
import { tally } from '../../story/tally.ts';
import type { CallSummary } from '../messages.ts';

/** Sums up a call from its items, oldest first. */
export async function summaryOf(
  callId: string,
  items: readonly [StoredOutcome, ...StoredOutcome[]],
): Promise<CallSummary> {
  const rows = rereadCall(items).filter(eachMessageOnce());
  const find = (name: string): string | undefined => rows.map((row) => field(row, name)).find(Boolean);
  const counted = await tally(Readable.from(rows), 'outcome');
  return {
    callId,
    from: find('from') ?? '(unknown)',
    to: find('to') ?? '(unknown)',
    route: find('route'),
    beganAtEpochMilliseconds: Math.min(...rows.map(({ eventTime }) => Date.parse(eventTime))),
    state: callState(rows),
    stations: stripOf(rows),
    outcomes: rows.filter(isResult).map(({ outcome }) => outcome),
    ending: endingWords(rows),
    hasFailedFirst: counted.failedFirstHandOffs > 0,
  };
}
