import { type Calendar, type Hours, type Offsets, onClock } from '../../functions/recovery/hours.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';

/** Hours in words: `office`, `not office`. */
export const hoursWords = (hours: Hours): string => (typeof hours === 'string' ? hours : `not ${hours.not}`);

/** The calendar that hours are read from; none of those that never end. */
export const calendarOf = ({ hours: calendars }: Policy, hours: Hours): Calendar | undefined =>
  calendars[typeof hours === 'string' ? hours : hours.not];

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** The time zone of the first hours that a route has; `undefined` where nothing of it ever closes. */
export const timeZoneOf = (policy: Policy, route: Route | undefined): string | undefined =>
  route?.destinations
    .map((destination) => calendarOf(policy, hoursOf(route, destination)))
    .find((calendar) => calendar !== undefined)?.timeZone;

/** A time on the clock of a time zone: `Fri 2026-12-25 13:00`. */
export function clockWords(time: string, offsets: Offsets): string {
  const minute = onClock(offsets, Math.floor(Date.parse(time) / 60_000));
  const clock = new Date(minute * 60_000);
  return `${WEEKDAYS[clock.getUTCDay()]} ${clock.toISOString().slice(0, 16).replace('T', ' ')}`;
}
