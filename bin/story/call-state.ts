import type { StoredOutcome } from '../reader/stored-outcome.ts';
import type { CallState } from '../words/call-states.ts';
import { asksCaller, type CallResult, lastStep, resultOf } from './call-result.ts';
import { handOffEnds } from './hand-off-ends.ts';

const STATES: Readonly<Record<CallResult, CallState>> = {
  reachedAtOnce: 'connected',
  saved: 'recovered',
  message: 'message',
  abandoned: 'abandoned',
  goodbye: 'lost',
  closed: 'closed',
  unknown: 'unknown',
};

/** Tells whether more of a call may come, whose end is not told. */
function isOpen(rows: readonly StoredOutcome[], result: CallResult): boolean {
  const last = lastStep(rows);
  switch (result) {
    case 'message':
      return !rows.some(({ outcome }) => outcome === 'voicemail');
    case 'unknown':
      return last?.nextDestination !== undefined;
    case 'abandoned':
    case 'closed':
      return last !== undefined && asksCaller(last);
    default:
      return false;
  }
}

/** Finds how a call went, from its rows, oldest first: its result, once nothing more is to come. */
export function callState(rows: readonly StoredOutcome[]): CallState {
  const result = resultOf(rows, handOffEnds(rows));
  const isOver = rows.some(
    ({ eventType, outcome }) => eventType === 'disconnect' || outcome === 'no-message',
  );
  return !isOver && isOpen(rows, result) ? 'ongoing' : STATES[result];
}
