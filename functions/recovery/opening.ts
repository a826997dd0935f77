import type { Destination } from './destination.ts';
import { ALWAYS, type Hours, isOpen } from './hours.ts';
import type { Policy, Route } from './policy.ts';

/** The hours of a destination: its own, else those of the route that takes the call, also where it is none of its destinations. */
export const hoursOf = (route: Pick<Route, 'hours'> | undefined, { hours }: Destination): Hours =>
  hours ?? route?.hours ?? ALWAYS;

/** Tells whether a destination is open at the time of an event. */
export const isDestinationOpen = (
  { policy, route, eventTime }: { policy: Policy; route: Route | undefined; eventTime?: string | undefined },
  destination: Destination,
): boolean => isOpen(hoursOf(route, destination), eventTime, policy);
