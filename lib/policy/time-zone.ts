// biome-ignore-all lint/style/noRestrictedGlobals: Date calculates here, and reads no clock

import moment from 'moment-timezone';
import type { Offsets } from '../../functions/recovery/hours.ts';

/** How long a deployment knows the changes of its time zones: for this many years. */
const KNOWN_YEARS = 10;

/** The names of all time zones. */
export const TIME_ZONES: readonly string[] = moment.tz.names();

const known = new Set(TIME_ZONES);

/** Tells whether a text names a time zone, letter by letter. */
export const isTimeZone = (text: string): boolean => known.has(text);

/**
 * The offsets of a time zone for ten years from 1 January of a year on, in UTC. The data are those of
 * `moment-timezone`, pinned by package-lock.json: not of the Node that happens to run.
 */
export function offsetsOf(timeZone: string, year: number): Offsets {
  const zone = moment.tz.zone(timeZone) as moment.MomentZone;
  const [begins, ends] = [Date.UTC(year, 0, 1), Date.UTC(year + KNOWN_YEARS, 0, 1)];
  // Minutes west of Greenwich there, east here.
  const eastAt = (time: number): number => 0 - zone.utcOffset(time);
  const offsets = [begins / 60_000, eastAt(begins)];
  for (const until of zone.untils) {
    // Some changes are of the name alone.
    if (until > begins && until < ends && eastAt(until) !== offsets.at(-1))
      offsets.push(until / 60_000, eastAt(until));
  }
  return offsets;
}
