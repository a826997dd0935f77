import type { Report } from '../report.ts';
import { CALL_BACK } from './call-back.ts';
import { HOURS, ROUTES, TOTALS } from './calls.ts';
import { DESTINATIONS } from './destinations.ts';

/** The tables of a report, in their order. */
export const PARTS = [TOTALS, ROUTES, DESTINATIONS, HOURS, CALL_BACK] as const;

/** Of what a table has for each row, that of the rows that people are shown: of hours, from the first call to the last. */
export function shown<Item>(table: string, items: readonly Item[], { hours }: Report): readonly Item[] {
  const hasCalls = ({ calls }: Report['hours'][number]) => calls > 0;
  return table === 'hours'
    ? items.slice(hours.findIndex(hasCalls), hours.findLastIndex(hasCalls) + 1)
    : items;
}
