/** The meaning of a callback, in one word; docs/design.md explains each. */
export const OUTCOMES = [
  'begun',
  'unrouted',
  'closed',
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
  'not-accepted',
  'abandoned',
  'failed',
  'recorded',
  'voicemail',
  'no-message',
  'chosen',
  'leg-answered',
  'accepted',
  'leg-declined',
  'leg-ended',
] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** The outcomes that a policy gives no steps: there is nothing to recover, or nobody to hear it. */
const SETTLED_OUTCOMES = [
  'begun',
  'connected',
  'abandoned',
  'voicemail',
  'no-message',
  'chosen',
  'leg-answered',
  'accepted',
  'leg-declined',
  'leg-ended',
] as const;

/** The outcomes that a policy can give steps. */
export type RecoverableOutcome = Exclude<Outcome, (typeof SETTLED_OUTCOMES)[number]>;

/** Tells the outcomes that a policy gives no steps. */
export const isSettled = (outcome: Outcome): outcome is (typeof SETTLED_OUTCOMES)[number] =>
  SETTLED_OUTCOMES.some((settled) => settled === outcome);

/** The outcomes of a callee's leg: they go with the end of the hand-off, which counts, and are in no index. */
export const LEG_OUTCOMES: readonly Outcome[] = ['leg-answered', 'accepted', 'leg-declined', 'leg-ended'];

/** The verb that a hand-off was made with. */
export type HandOffVerb = 'refer' | 'transfer';
