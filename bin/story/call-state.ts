import type { StoredOutcome } from '../reader/stored-outcome.ts';
import type { CallState } from '../words/call-states.ts';
import { lastResult } from './event-words.ts';

/** Finds how a call went, from its rows as `rereadCall` gives them, oldest first. */
export function callState(rows: readonly StoredOutcome[]): CallState {
  const last = lastResult(rows) ?? rows.findLast(({ outcome }) => outcome === 'begun');
  if (!last || last.step === 'redirect') return 'unknown';
  switch (last.outcome) {
    case 'connected':
    case 'completed':
      return Number(last.attempt) > 1 ? 'recovered' : 'connected';
    case 'voicemail':
      return 'message';
    case 'abandoned':
      return 'abandoned';
  }
  const over = rows.find(({ eventType }) => eventType === 'disconnect');
  if (last.nextDestination !== undefined) {
    if (!over) return 'ongoing';
    // A call that ends as it should while we try somebody was ended by its caller.
    return over.outcome === 'completed' ? 'abandoned' : 'lost';
  }
  const isEnded = over !== undefined || rows.some(({ outcome }) => outcome === 'no-message');
  if ((last.step === 'voicemail' || last.step === 'menu') && !isEnded) return 'ongoing';
  return last.outcome === 'closed' ? 'closed' : 'lost';
}
