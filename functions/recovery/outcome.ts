/** What became of a hand-off, in one word each; the meaning is in docs/design.md. */
export const OUTCOMES = [
  'connected',
  'completed',
  'busy',
  'no-answer',
  'declined',
  'unreachable',
  'unavailable',
  'refused',
  'unconfirmed',
  'throttled',
  'misconfigured',
  'cancelled',
  'failed',
] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that a policy can give steps to: after `connected` the call is no longer ours. */
export type RecoverableOutcome = Exclude<Outcome, 'connected'>;

/** The verb that a hand-off was made with. */
export type HandOffVerb = 'refer' | 'transfer';
