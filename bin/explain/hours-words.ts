import { formatDestination } from '../../functions/recovery/destination.ts';
import { hoursOf } from '../../functions/recovery/destination-options.ts';
import {
  ALWAYS,
  type Calendar,
  type Hours,
  isOpen,
  type Offsets,
  onClock,
} from '../../functions/recovery/hours.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';

/** Hours in words: `office`, `not office`. */
export const hoursWords = (hours: Hours): string => (typeof hours === 'string' ? hours : `not ${hours.not}`);

/** The calendar that hours are read from; none of those that never end. */
export const calendarOf = ({ hours: calendars }: Policy, hours: Hours): Calendar | undefined =>
  calendars[typeof hours === 'string' ? hours : hours.not];

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A time on the clock of a time zone: `Fri 2026-12-25 13:00`. */
function clockWords(time: string, offsets: Offsets): string {
  const minute = onClock(offsets, Math.floor(Date.parse(time) / 60_000));
  const clock = new Date(minute * 60_000);
  return `${WEEKDAYS[clock.getUTCDay()]} ${clock.toISOString().slice(0, 16).replace('T', ' ')}`;
}

/** A line for each destination of a route that has hours: whether it is open at the time of an event. */
export function hoursLines(
  policy: Policy,
  route: Route | undefined,
  eventTime: string | undefined,
): string[] {
  const places = (route?.destinations ?? []).map((destination) => ({
    name: formatDestination(destination),
    hours: hoursOf(route, destination),
  }));
  if (places.every(({ hours }) => hours === ALWAYS)) return [];
  if (eventTime === undefined) return ['the event has no time that can be read: every destination is open'];
  return places.map(({ name, hours }) => {
    const calendar = calendarOf(policy, hours);
    if (!calendar) return `→ ${name}: always open`;
    const open = isOpen(hours, eventTime, policy);
    const clock = clockWords(eventTime, policy.timeZones[calendar.timeZone] as Offsets);
    const said = `${open ? 'open' : 'closed'} by ${hoursWords(hours)}`;
    return `${open ? '→' : '–'} ${name}: ${said}, ${clock} in ${calendar.timeZone}`;
  });
}
