/**
 * The module that `lib/bundle.ts` puts into each bundle: the normalised policy,
 * and the document that is answered when everything else has failed.
 */
declare module '#policy' {
  export const policy: import('./recovery/policy.ts').Policy;
  /** The first eight hex digits of the hash of the policy. */
  export const policyHash: string;
  export const safeAnswer: string;
}
