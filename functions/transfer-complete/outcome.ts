import type { Outcome } from '../recovery/outcome.ts';

/** The fields of a `transferComplete` event that tell its outcome. */
export interface TransferResult {
  readonly cause: string;
}

const BY_CAUSE: ReadonlyMap<string, Outcome> = new Map([
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
 * Reads the outcome of a transfer. Total: Bandwidth says that its list of causes
 * will grow, and an unlisted one reads as `failed`.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferComplete
 */
export const transferOutcome = ({ cause }: TransferResult): Outcome => BY_CAUSE.get(cause) ?? 'failed';
