import type { Destination } from './destination.ts';
import { ALWAYS, type Hours, isOpen } from './hours.ts';
import type { DestinationOptions, Policy, Route } from './policy.ts';

/** What a route says of one of its destinations alone; of one that is not of the route, nothing. */
export const optionsOf = (
  route: Route | undefined,
  destination: Destination | undefined,
): DestinationOptions => route?.options?.[route.destinations.indexOf(destination as Destination)] ?? {};

/** The hours of a destination: its own, else those of its route, of which it must be. */
export function hoursOf(route: Route | undefined, destination: Destination): Hours {
  const position = route?.destinations.indexOf(destination) ?? -1;
  if (!route || position < 0) return ALWAYS;
  return route.options?.[position]?.hours ?? route.hours ?? ALWAYS;
}

/** Tells whether a destination is open at the time of an event. */
export const isDestinationOpen = (
  { policy, route, eventTime }: { policy: Policy; route: Route | undefined; eventTime?: string | undefined },
  destination: Destination,
): boolean => isOpen(hoursOf(route, destination), eventTime, policy);
