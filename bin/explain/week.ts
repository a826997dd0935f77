import type { Destination } from '../../functions/recovery/destination.ts';
import { DAY_MINUTES, type Hours, isOpen, type Offsets, onClock } from '../../functions/recovery/hours.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { timeZoneOf } from './hours-words.ts';

/** When a destination is open in a week, in UTC. */
export interface WeekRow {
  readonly destination: Destination;
  readonly hours: Hours;
  readonly open: readonly { readonly from: string; readonly to: string }[];
}

/** The week of one route, on the clock of its first hours. */
export interface RouteWeek {
  readonly route: string;
  /** Absent where nothing of the route ever closes. */
  readonly timeZone: string | undefined;
  /** Its Monday, `yyyy-mm-dd`. */
  readonly monday: string;
  readonly rows: readonly WeekRow[];
}

const WEEK_MINUTES = 7 * DAY_MINUTES;

/** No clock is further from UTC. */
const MOST_OFFSET = DAY_MINUTES;

const isoOf = (minute: number): string => `${new Date(minute * 60_000).toISOString().slice(0, 16)}Z`;

/** The Monday of the week of a minute since 1970, which was a Thursday, in minutes. */
function mondayOf(minute: number): number {
  const day = Math.floor(minute / DAY_MINUTES);
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY_MINUTES;
}

/** The minutes since 1970 that a week has on a clock: an hour less or more where the clock changes. */
const minutesOf = (monday: number, offsets: Offsets): number[] =>
  Array.from({ length: WEEK_MINUTES + 2 * MOST_OFFSET }, (_, index) => monday - MOST_OFFSET + index).filter(
    (minute) => {
      const clock = onClock(offsets, minute);
      return clock >= monday && clock < monday + WEEK_MINUTES;
    },
  );

function openSpans(hours: Hours, minutes: readonly number[], policy: Policy): WeekRow['open'] {
  const spans: { from: number; to: number }[] = [];
  for (const minute of minutes) {
    if (!isOpen(hours, isoOf(minute), policy)) continue;
    const last = spans.at(-1);
    if (last?.to === minute) last.to = minute + 1;
    else spans.push({ from: minute, to: minute + 1 });
  }
  return spans.map(({ from, to }) => ({ from: isoOf(from), to: isoOf(to) }));
}

function weekOf(route: Route, when: string | Date, policy: Policy): RouteWeek {
  const places = route.destinations.map((destination) => ({
    destination,
    hours: hoursOf(route, destination),
  }));
  const timeZone = timeZoneOf(policy, route);
  const offsets: Offsets = timeZone === undefined ? [0, 0] : (policy.timeZones[timeZone] as Offsets);
  const monday = mondayOf(
    typeof when === 'string' ? Date.parse(when) / 60_000 : onClock(offsets, when.getTime() / 60_000),
  );
  const minutes = minutesOf(monday, offsets);
  // A route may have a hundred destinations with the same hours.
  const known = new Map<string, WeekRow['open']>();
  const rows = places.map(({ destination, hours }) => {
    const key = JSON.stringify(hours);
    const open = known.get(key) ?? openSpans(hours, minutes, policy);
    known.set(key, open);
    return { destination, hours, open };
  });
  return { route: route.name, timeZone, monday: isoOf(monday).slice(0, 10), rows };
}

/**
 * When the destinations of each route are open in a week.
 * @param when a date (`yyyy-mm-dd`) of the week, or a moment, whose date is that of each route's own clock
 */
export const policyWeek = (policy: Policy, when: string | Date): RouteWeek[] =>
  policy.routes.map((route) => weekOf(route, when, policy));
