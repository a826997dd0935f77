import {
  type CallFields,
  comparable,
  MATCH_FIELDS,
  type Policy,
  type Route,
  type RouteIndex,
} from './policy.ts';
import { candidates, numberByName } from './route-index.ts';

/** Matches a comparable text against a pattern in which one `*` stands for any text. */
function matchesPattern(text: string, pattern: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return text === pattern;
  return (
    text.length >= pattern.length - 1 &&
    text.startsWith(pattern.slice(0, star)) &&
    text.endsWith(pattern.slice(star + 1))
  );
}

/** Tells whether a route applies to a call: every field it names matches one of its patterns. */
export const routeMatches = (route: Route, call: CallFields): boolean =>
  MATCH_FIELDS.every((field) => {
    const patterns = route.match[field];
    if (!patterns) return true;
    const text = call[field];
    if (text === undefined) return false;
    const found = comparable(text);
    return patterns.some((pattern) => matchesPattern(found, pattern));
  });

/** The first of some routes that matches; the number of all routes, if none does. */
function firstMatch(routes: readonly Route[], index: RouteIndex, call: CallFields): number {
  let first = routes.length;
  for (const numbers of candidates(index, call)) {
    for (const number of numbers) {
      if (number >= first) break;
      if (routeMatches(routes[number] as Route, call)) first = number;
    }
  }
  return first;
}

/**
 * The route of a call: the one its URL names, so that a running conversation
 * keeps its route; else, or if a new policy dropped that one, the first that matches.
 */
export function findRoute(
  { routes, routeIndex }: Policy,
  name: string | undefined,
  call: CallFields,
): Route | undefined {
  if (!routeIndex) {
    return routes.find((route) => route.name === name) ?? routes.find((route) => routeMatches(route, call));
  }
  const named = name === undefined ? undefined : numberByName(routeIndex, name);
  return routes[named ?? firstMatch(routes, routeIndex, call)];
}
