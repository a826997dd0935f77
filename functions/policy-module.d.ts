/**
 * The module that `lib/bundle.ts` puts into each bundle: the normalised policy,
 * and the document that is answered when everything else has failed.
 */
declare module '#policy' {
  export const policy: import('./recovery/policy.ts').Policy;
  export const safeAnswer: string;
}
