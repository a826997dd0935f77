import { causeOutcome } from '../recovery/cause.ts';
import type { Destination } from '../recovery/destination.ts';
import type { Outcome } from '../recovery/outcome.ts';

/** The fields of a `transferDisconnect` event that tell its outcome. */
export interface LegEnd {
  readonly cause: string;
}

/**
 * Reads how a leg of a transfer ended. A leg that was cancelled while it rang was
 * left by its caller, unless others rang with it: then one of them may have answered.
 */
export const transferDisconnectOutcome = (
  { cause }: LegEnd,
  destination: Destination | undefined,
): Outcome => (cause === 'cancel' && (destination?.length ?? 1) === 1 ? 'abandoned' : causeOutcome(cause));
