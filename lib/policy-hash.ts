import { createHash } from 'node:crypto';
import type { Policy } from '../functions/recovery/policy.ts';

/** SHA-256 of a normalised policy, in hex. */
export const policyDigest = (policy: Policy): string =>
  createHash('sha256').update(JSON.stringify(policy)).digest('hex');

/** Makes the first eight hex digits of {@link policyDigest}, by which every item names the policy that decided it. */
export const policyHash = (policy: Policy): string => policyDigest(policy).slice(0, 8);
