import { type CallFields, MATCH_FIELDS, type Policy, type Route } from './policy.ts';

/** Matches a lower-case text against a pattern in which one `*` stands for any text. */
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
    const text = call[field]?.toLowerCase();
    return text !== undefined && patterns.some((pattern) => matchesPattern(text, pattern));
  });

/**
 * The route of a call: the one its URL names, so that a running conversation
 * keeps its route; else, or if a new policy dropped that one, the first that matches.
 */
export const findRoute = (policy: Policy, name: string | undefined, call: CallFields): Route | undefined =>
  policy.routes.find((route) => route.name === name) ??
  policy.routes.find((route) => routeMatches(route, call));
