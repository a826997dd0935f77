// biome-ignore-all lint/style/noRestrictedGlobals: Date calculates here, and reads no clock
import { isReadable } from './bounds.ts';

/** The fraction may follow a comma and the zone may be hours alone, as ISO 8601 allows. */
const ISO_8601 = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)$/;

/** A time in UTC with milliseconds; one of a year below 0 or above 9999 is longer. */
const CHARACTERS = '2026-04-30T13:20:39.810Z'.length;

/**
 * Reads a time in ISO 8601 as UTC with milliseconds, so that times sort as texts
 * and the same moment is always the same key; `undefined` for everything else.
 */
export function utcTime(value: unknown): string | undefined {
  if (typeof value !== 'string' || !isReadable(value) || !ISO_8601.test(value)) return undefined;
  const epochMilliseconds = Date.parse(value.replace(',', '.').replace(/[+-]\d\d$/, '$&:00'));
  if (Number.isNaN(epochMilliseconds)) return undefined;
  const utc = new Date(epochMilliseconds).toISOString();
  return utc.length === CHARACTERS ? utc : undefined;
}
