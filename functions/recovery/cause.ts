import type { Accepted } from './decision.ts';
import type { Outcome } from './outcome.ts';

const BY_CAUSE: ReadonlyMap<string | undefined, Outcome> = new Map([
  ['hangup', 'completed'],
  ['busy', 'busy'],
  ['timeout', 'no-answer'],
  ['cancel', 'cancelled'],
  ['rejected', 'declined'],
  ['callback-error', 'misconfigured'],
  ['invalid-bxml', 'misconfigured'],
  ['application-error', 'misconfigured'],
  ['account-limit', 'throttled'],
  ['node-capacity-exceeded', 'throttled'],
  ['error', 'failed'],
  ['unknown', 'failed'],
]);

/**
 * Reads how a hand-off ended whose callee was asked to take it: a mailbox that answered ends as a talk does.
 * Who is not known to have taken it has not.
 */
export const askedOutcome = (cause: string, accepted: Accepted | undefined): Outcome =>
  cause === 'hangup' && accepted !== 'found' ? 'not-accepted' : causeOutcome(cause);

/**
 * Reads the `cause` that `transferComplete`, `transferDisconnect` and `disconnect` share.
 * Total: Bandwidth says that its list will grow, and an unlisted cause reads as `failed`.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferComplete
 */
export const causeOutcome = (cause: string | undefined): Outcome => BY_CAUSE.get(cause) ?? 'failed';
