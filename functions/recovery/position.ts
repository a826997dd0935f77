import {
  addressOf,
  canonicalDestination,
  canonicalTarget,
  type Destination,
  formatDestination,
} from './destination.ts';
import type { Route } from './policy.ts';

/**
 * Where a destination that was tried stands in a route, from 0 on; -1 if it is not of the
 * route. A target that the route rings together with others stands for all of them.
 */
export function positionOf({ destinations }: Route, tried: Destination): number {
  const text = formatDestination(tried);
  const alike = destinations.findIndex((each) => formatDestination(each) === text);
  if (alike >= 0) return alike;
  const canonical = canonicalDestination(tried);
  const same = destinations.findIndex((each) => canonicalDestination(each) === canonical);
  if (same >= 0) return same;
  const legs = tried.targets.map(canonicalTarget);
  return destinations.findIndex((each) => {
    const group = each.targets.map(canonicalTarget);
    return legs.every((leg) => group.includes(leg));
  });
}

/** Decodes a text until nothing is left to decode, or three times: it may have been escaped more than once. */
function decoded(text: string, times = 3): string {
  const once = text.replace(/%([0-9a-f]{2})/gi, (_escaped, hex) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return once === text || times === 1 ? once : decoded(once, times - 1);
}

const BEFORE_ADDRESS = /[\w.+@-]$/;
const AFTER_ADDRESS = /^[\w.-]/;

/** Makes what tells whether a text that could not be read as a destination names one all the same. */
export function mentions(text: string): (destination: Destination) => boolean {
  const plain = decoded(text).toLowerCase();
  const digits = plain.replace(/[\s().-]/g, '');
  return ({ targets }) =>
    targets.some((target) => {
      if (target.startsWith('+')) return digits.includes(addressOf(target));
      const pieces = plain.split(decoded(addressOf(target)));
      return pieces.some((piece, index) => {
        const next = pieces[index + 1];
        return next !== undefined && !BEFORE_ADDRESS.test(piece) && !AFTER_ADDRESS.test(next);
      });
    });
}
