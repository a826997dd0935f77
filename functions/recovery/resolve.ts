import type { HandOff } from './hand-off.ts';
import type { Route } from './policy.ts';
import { positionOf } from './position.ts';

/** A hand-off, with its destination as the route has it. */
interface ResolvedHandOff {
  readonly handOff: HandOff;
  /** Where its destination stands in the route, from 0 on; -1 where it is not of the route. */
  readonly position: number;
}

/**
 * Finds the destination of a hand-off in its route. Where nothing was said of the destination, it was the
 * first of the route; where that cannot be read, it is unknown.
 */
export function resolve(handOff: HandOff, route: Route | undefined): ResolvedHandOff {
  const { destination, unreadableDestination } = handOff;
  // But for a menu's, no URL of ours says that a hand-off which ended was none: that would be one attempt more.
  const attempt = handOff.menu === undefined ? Math.max(handOff.attempt, 1) : handOff.attempt;
  const resolved = { ...handOff, attempt, route: route?.name };
  if (!route || attempt === 0 || unreadableDestination !== undefined)
    return { handOff: resolved, position: -1 };
  const position = destination ? positionOf(route, destination) : 0;
  return { handOff: { ...resolved, destination: route.destinations[position] ?? destination }, position };
}
