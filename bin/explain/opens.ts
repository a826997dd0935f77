import type { Destination } from '../../functions/recovery/destination.ts';
import { DAY_MINUTES, type Hours, isOpen, type Offsets, onClock } from '../../functions/recovery/hours.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { calendarOf } from './hours-words.ts';
import { cityOf, DAYS, MONTHS } from './span-words.ts';

/**
 * The minute since 1970 at which a clock shows a minute. Of a time that the clock shows twice it is the first; one
 * that it skips is as long after the change as it would be after the hour before it.
 */
export function fromClock(offsets: Offsets, clock: number): number {
  const offsetNear = (minute: number): number => onClock(offsets, minute) - minute;
  const [before, after] = [
    clock - offsetNear(clock - DAY_MINUTES),
    clock - offsetNear(clock + DAY_MINUTES),
  ] as const;
  return onClock(offsets, before) !== clock && onClock(offsets, after) === clock ? after : before;
}

/** Dates of every year come within it. */
const DAYS_AHEAD = 366;

/** The first minute after another at which hours are open, within a year; `undefined` where there is none. */
function opensAt(hours: Hours, after: number, policy: Policy): number | undefined {
  const calendar = calendarOf(policy, hours);
  if (!calendar) return undefined;
  const offsets = policy.timeZones[calendar.timeZone] as Offsets;
  const ends = [...calendar.weekly, ...Object.values(calendar.dates)].flat();
  const minutes = [...new Set([0, ...ends.map((end) => end % DAY_MINUTES)])].sort(
    (one, other) => one - other,
  );
  const today = Math.floor(onClock(offsets, after) / DAY_MINUTES) * DAY_MINUTES;
  for (let day = 0; day <= DAYS_AHEAD; day += 1)
    for (const ofDay of minutes) {
      const minute = fromClock(offsets, today + day * DAY_MINUTES + ofDay);
      if (minute > after && isOpen(hours, new Date(minute * 60_000).toISOString(), policy)) return minute;
    }
  return undefined;
}

/** Those of some destinations that are closed at a time; of those that a route does not list, the route has the hours. */
export const closedAmong = (
  policy: Policy,
  route: Route | undefined,
  destinations: readonly Destination[],
  time: string,
): Destination[] => destinations.filter((each) => !isOpen(hoursOf(route, each), time, policy));

/**
 * When the first of those destinations opens that are closed at a time, on its clock: `opens Tue 09:00 New York`, with
 * the date where that is not in the six days to come.
 */
export function opensWords(
  policy: Policy,
  route: Route | undefined,
  destinations: readonly Destination[],
  time: string,
): string {
  const after = Math.floor(Date.parse(time) / 60_000);
  const known = new Set(closedAmong(policy, route, destinations, time).map((each) => hoursOf(route, each)));
  const [first] = [...known]
    .flatMap((hours) => {
      const minute = opensAt(hours, after, policy);
      return minute === undefined ? [] : [{ minute, timeZone: calendarOf(policy, hours)?.timeZone ?? '' }];
    })
    .sort((one, other) => one.minute - other.minute);
  if (!first) return 'does not open within a year';
  const clock = new Date(onClock(policy.timeZones[first.timeZone] as Offsets, first.minute) * 60_000);
  const day = DAYS[(clock.getUTCDay() + 6) % 7];
  const date = `${clock.getUTCDate()} ${MONTHS[clock.getUTCMonth()]} ${clock.getUTCFullYear()} `;
  const isNear = first.minute - after < 6 * DAY_MINUTES;
  return `opens ${day} ${isNear ? '' : date}${clock.toISOString().slice(11, 16)} ${cityOf(first.timeZone)}`;
}
