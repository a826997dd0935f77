import type { StoredOutcome } from '../reader/stored-outcome.ts';

/** Ids in each of two halves: some 10 MB for both. */
const HALF = 50_000;

/**
 * Tells which calls a reading of the index meets for the first time. It remembers the newest ids only, so that its
 * size does not follow the calls; a call whose id was forgotten is known by its own rows.
 */
export class FoundCalls {
  readonly #half: number;
  #newer = new Set<string>();
  #older = new Set<string>();
  #olderUntil = '';
  #forgottenUntil = '';

  constructor(half = HALF) {
    this.#half = half;
  }

  /** Tells whether this row's call is not remembered, and remembers it. Rows come oldest first. */
  isNew({ callId, eventTime }: StoredOutcome): boolean {
    if (this.#newer.has(callId) || this.#older.has(callId)) return false;
    if (this.#newer.size >= this.#half) {
      this.#forgottenUntil = this.#olderUntil;
      this.#olderUntil = eventTime;
      this.#older = this.#newer;
      this.#newer = new Set();
    }
    this.#newer.add(callId);
    return true;
  }

  /** The time up to which the ids of calls are forgotten; empty while all are remembered. */
  get forgottenUntil(): string {
    return this.#forgottenUntil;
  }
}

/** Tells whether the index has an event of this call from `since` to `until`. */
export const isFoundBetween = (rows: readonly StoredOutcome[], since: string, until: string): boolean =>
  rows.some(
    ({ outcomeDay, eventTime }) => outcomeDay !== undefined && eventTime >= since && eventTime <= until,
  );
