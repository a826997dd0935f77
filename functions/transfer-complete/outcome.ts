import { causeOutcome } from '../recovery/cause.ts';
import type { Outcome } from '../recovery/outcome.ts';

/** The fields of a `transferComplete` event that tell its outcome. */
export interface TransferResult {
  readonly cause: string;
}

/** Reads the outcome of a transfer: its cause. */
export const transferOutcome = ({ cause }: TransferResult): Outcome => causeOutcome(cause);
