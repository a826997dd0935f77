/** The fields of a row that tell whether a call was recovered. */
export interface EndedLeg {
  readonly eventType?: unknown;
  readonly outcome: unknown;
  readonly attempt?: unknown;
}

/**
 * Tells the one event by which a call counts as recovered: the end of the leg that a hand-off after the first made,
 * or the key by which its callee took it. A `transferComplete` is none, as it comes besides, and only where the callee
 * hung up first.
 */
export const isRecovered = ({ eventType, outcome, attempt }: EndedLeg): boolean =>
  Number(attempt) > 1 &&
  (outcome === 'accepted' ||
    (eventType === 'transferDisconnect' && outcome === 'completed') ||
    (eventType === 'referComplete' && outcome === 'connected'));
