import type { OutcomeItem } from '../../functions/outcomes/item.ts';
import { LEG_OUTCOMES, OUTCOMES } from '../../functions/recovery/outcome.ts';

/** Every word by which items can be found: `rejected` marks a callback that was not handled. Those of a callee's leg are in no index. */
export const STORED_OUTCOMES = [
  ...OUTCOMES.filter((outcome) => !LEG_OUTCOMES.includes(outcome)),
  'rejected',
] as const;

/** A row as it is read: an item, or from an index as much of it as the index carries. */
export type StoredOutcome = OutcomeItem & {
  /** ISO 8601, UTC, milliseconds: such times sort as texts. */
  readonly eventTime: string;
  readonly outcome: string;
};

/** Tells a callback without a callId: those of a day are under one key (functions/outcomes/rejected-item.ts). */
export const isOfNoCall = ({ callId }: StoredOutcome): boolean => callId.startsWith('rejected#');

/** The order of time that rows are wanted in. */
export type TimeOrder = 'newest first' | 'oldest first';

/** Compares rows by time, for sorting in that order. */
export const byTime =
  (order: TimeOrder) =>
  (one: StoredOutcome, other: StoredOutcome): number => {
    const ascending = one.eventTime < other.eventTime ? -1 : one.eventTime > other.eventTime ? 1 : 0;
    return order === 'oldest first' ? ascending : -ascending;
  };

/**
 * Orders the rows of one call by time, oldest first; of the same moment by the number of the hand-off.
 * Their keys are not in this order: that of an event without a time begins with a digest.
 */
export const inCallOrder = (rows: readonly StoredOutcome[]): StoredOutcome[] =>
  rows.toSorted((one, other) => oldestFirst(one, other) || attemptOf(one) - attemptOf(other));

const oldestFirst = byTime('oldest first');
const attemptOf = ({ attempt }: StoredOutcome): number => Number(attempt) || 0;
