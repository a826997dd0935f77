import { Readable } from 'node:stream';
import { field } from '../../print/printable.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { eachMessageOnce } from '../../story/each-message-once.ts';
import { endingWords } from '../../story/ending-words.ts';
import { isResult, lastResult } from '../../story/event-words.ts';
import { rereadCall } from '../../story/reread-legs.ts';
import { tally } from '../../story/tally.ts';
import type { CallState, CallSummary } from '../messages.ts';

function stateOf(rows: readonly StoredOutcome[]): CallState {
  const isOver = rows.some(({ eventType }) => eventType === 'disconnect');
  const last = lastResult(rows) ?? rows.findLast(({ outcome }) => outcome === 'begun');
  if (!last || last.step === 'redirect') return 'unknown';
  if (last.outcome === 'connected' || last.outcome === 'completed') {
    return Number(last.attempt) > 1 ? 'recovered' : 'connected at once';
  }
  if (last.outcome === 'voicemail') return 'message left';
  const isGoingOn = last.nextDestination !== undefined || last.step === 'voicemail';
  return isGoingOn && !isOver ? 'in progress' : 'lost';
}

/** Sums up a call from its items, oldest first; of the times it is the receipt that counts, as simulated calls are ahead of it. */
export async function summaryOf(
  callId: string,
  items: readonly [StoredOutcome, ...StoredOutcome[]],
): Promise<CallSummary> {
  const rows = rereadCall(items).filter(eachMessageOnce());
  const find = (name: string): string | undefined => rows.map((row) => field(row, name)).find(Boolean);
  const counted = await tally(Readable.from(rows), 'outcome');
  const arrivals = rows.map((row) => Date.parse(field(row, 'receivedAt') ?? row.eventTime));
  return {
    callId,
    from: find('from') ?? '(unknown)',
    to: find('to') ?? '(unknown)',
    route: find('route'),
    arrivedAtEpochMilliseconds: Math.min(...arrivals),
    state: stateOf(rows),
    outcomes: rows.filter(isResult).map(({ outcome }) => outcome),
    ending: endingWords(rows),
    hasFailedFirst: counted.failedFirstHandOffs > 0,
  };
}
