import { callbackRow } from '../../../functions/callbacks.ts';
import { formatDestination } from '../../../functions/recovery/destination.ts';
import type { Policy } from '../../../functions/recovery/policy.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { handleReceived } from '../callbacks.ts';
import { storedEvent } from '../stored-event.ts';

/** Tells from the row of an event what was done about it: `next → sip:bob@desk.example.com`. */
export const done = ({ step, nextDestination }: Readonly<Record<string, unknown>>): string =>
  nextDestination === undefined ? String(step) : `${step} → ${nextDestination}`;

/**
 * Tells what a policy would do about the event of a row. `undefined` where nothing is decided: Bandwidth drops the
 * answer, or the callback was not understood.
 * @param since when the first hand-off of the call was begun
 */
export function decideAgain(row: StoredOutcome, policy: Policy, since?: string): string | undefined {
  const stored = row.outcome === 'rejected' ? undefined : storedEvent(row, since);
  if (!stored || callbackRow(stored.callback).safe === 'nothing') return undefined;
  const { callback, event: fields, query, accepted } = stored;
  const received = { fields, query: new URLSearchParams(query), digest: () => '' };
  const { step, action } = handleReceived(callback, received, policy, accepted).decision;
  const next = action.kind === 'hand-off' ? action.handOff.destination : undefined;
  return done({ step, nextDestination: next && formatDestination(next) });
}
