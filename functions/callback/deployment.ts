import { Environment, required } from '../environment.ts';
import { dynamoDbStore } from '../outcomes/store.ts';
import type { Policy } from '../recovery/policy.ts';
import { parseTokenHashes } from './authenticate.ts';
import type { Deployment } from './callback.ts';

/**
 * What a deployed function works with: the policy of its bundle, the rest from its environment.
 * @throws {Error} naming the variable that is missing or wrong
 */
export function deployedWith(bundled: { readonly policy: Policy; readonly safeAnswer: string }): Deployment {
  const ttlDays = Number(required(Environment.outcomeTtlDays));
  if (!Number.isInteger(ttlDays) || ttlDays < 0) {
    throw new Error(
      `environment variable ${Environment.outcomeTtlDays} must be a whole number of days, or 0`,
    );
  }
  return {
    policy: bundled.policy,
    safeAnswer: bundled.safeAnswer,
    store: dynamoDbStore(required(Environment.outcomesTable)),
    tokenHashes: parseTokenHashes(required(Environment.callbackTokenSha256)),
    ttlDays,
    nowEpochMilliseconds: Date.now,
  };
}
