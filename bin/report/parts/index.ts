import { CALL_BACK } from './call-back.ts';
import { HOURS, ROUTES, TOTALS } from './calls.ts';
import { DESTINATIONS } from './destinations.ts';

/** The tables of a report, in their order. */
export const PARTS = [TOTALS, ROUTES, DESTINATIONS, HOURS, CALL_BACK] as const;
