import { causeOutcome } from '../recovery/cause.ts';
import type { Outcome } from '../recovery/outcome.ts';

/** The fields of a `disconnect` event that tell its outcome. */
export interface CallEnd {
  readonly cause: string;
}

/**
 * Reads how a call ended. `cancel` is the caller giving up while it still rang; a
 * caller who leaves during a transfer is told by `transferDisconnect`.
 */
export const disconnectOutcome = ({ cause }: CallEnd): Outcome =>
  cause === 'cancel' ? 'abandoned' : causeOutcome(cause);
