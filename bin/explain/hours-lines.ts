import { formatDestination } from '../../functions/recovery/destination.ts';
import { ALWAYS, isOpen, type Offsets } from '../../functions/recovery/hours.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { calendarOf, clockWords, hoursWords } from './hours-words.ts';
import { opensWords } from './opens.ts';

/** Where a route has hours: what time it is on their clocks, and a line for each destination, open, or closed until when. */
export function hoursLines(
  policy: Policy,
  route: Route | undefined,
  eventTime: string | undefined,
): string[] {
  const places = (route?.destinations ?? []).map((destination) => ({
    destination,
    hours: hoursOf(route, destination),
  }));
  if (places.every(({ hours }) => hours === ALWAYS)) return [];
  if (eventTime === undefined) return ['the event has no time that can be read: every destination is open'];
  const zones = new Set(places.flatMap(({ hours }) => calendarOf(policy, hours)?.timeZone ?? []));
  const clocks = [...zones].map(
    (zone) => `${clockWords(eventTime, policy.timeZones[zone] as Offsets)} in ${zone}`,
  );
  // A route may have a hundred destinations with the same hours.
  const verdicts = new Map(
    places.map(({ destination, hours }) => [
      hoursWords(hours),
      isOpen(hours, eventTime, policy)
        ? `→ open (${hoursWords(hours)})`
        : `– closed (${hoursWords(hours)}), ${opensWords(policy, route, [destination], eventTime)}`,
    ]),
  );
  const lines = places.map(
    ({ destination, hours }) => `${verdicts.get(hoursWords(hours))}: ${formatDestination(destination)}`,
  );
  return [...clocks, ...lines];
}
