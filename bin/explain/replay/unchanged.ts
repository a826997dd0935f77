import type { Policy } from '../../../functions/recovery/policy.ts';
import { policyHash } from '../../../lib/policy-hash.ts';
import type { OutcomeReader } from '../../reader/reader.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { replayed } from './replayed.ts';

/** The name of what {@link unchanged} checks. */
export const UNCHANGED = 'decided again by the same policy, nothing would change';

/**
 * Checks that a policy would decide a stored call again as it did, and says what would change. What another
 * policy has decided, by the hash in its items, is left out.
 */
export function unchanged(reader: Pick<OutcomeReader, 'call'>, policy: Policy) {
  const hash = policyHash(policy);
  async function* ownRows(callId: string): AsyncGenerator<StoredOutcome> {
    for await (const row of reader.call(callId)) if (row.policy === hash) yield row;
  }
  return async (callId: string): Promise<string | undefined> => {
    const [change] = (await replayed(ownRows(callId), policy)).changes;
    return change && `${change.outcome} was ${change.was}, and would be ${change.wouldBe}`;
  };
}
