import type { Offsets } from '../../functions/recovery/hours.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { clockWords, timeZoneOf } from '../explain/hours-words.ts';
import { zonedTime } from '../print/time-text.ts';
import { readTime } from '../table/time.ts';

/** When a call begins, and how that was read from what was asked for. */
export interface Beginning {
  readonly startMillis: number;
  /** Absent for a call of now. */
  readonly reading?: string;
}

/**
 * Reads when a call of a route begins: now, unless it is asked for. A time without a zone is on the clock of the
 * route's hours, or of this machine where it has none.
 * @throws {UsageError} for a time that is not understood
 */
export function beginningOf(policy: Policy, route: Route | undefined, at: string | undefined): Beginning {
  const now = new Date();
  if (at === undefined) return { startMillis: now.getTime() };
  const zone = timeZoneOf(policy, route);
  if (zone === undefined) {
    const startMillis = readTime('--at', at, now);
    return { startMillis, reading: `It begins on ${zonedTime(startMillis)}.` };
  }
  const offsets = policy.timeZones[zone] as Offsets;
  const startMillis = readTime('--at', at, now, zone);
  const time = new Date(startMillis).toISOString();
  return { startMillis, reading: `It begins on ${clockWords(time, offsets)} in ${zone} (${time}).` };
}
