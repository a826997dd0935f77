import type { StoredOutcome } from '../reader/stored-outcome.ts';

const filled = (row: StoredOutcome): object =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== null));

/**
 * The fields of a call, each from the first of its rows that has it. The parties of a leg are its own, and stand in for
 * those of the call where there is nothing else.
 */
export function callFields(rows: readonly StoredOutcome[]): Readonly<Record<string, unknown>> {
  const isOfLeg = ({ eventType }: StoredOutcome) => eventType === 'transferDisconnect';
  const inOrder = [...rows.filter((row) => !isOfLeg(row)), ...rows.filter(isOfLeg)];
  return Object.assign({}, ...inOrder.reverse().map(filled));
}
