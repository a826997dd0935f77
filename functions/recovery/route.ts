import { type CallFields, comparable, MATCH_FIELDS, type Policy, type Route } from './policy.ts';

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

/** The fields of a call in the form that patterns have. */
export const comparableFields = (call: CallFields): CallFields =>
  Object.fromEntries(
    MATCH_FIELDS.map((field) => {
      const text = call[field];
      return [field, text === undefined ? undefined : comparable(text)];
    }),
  );

/**
 * Tells whether a route applies to a call of {@link comparableFields}: every field it names matches one of its
 * patterns. A loop, as thousands of routes may be looked through while a caller waits.
 */
export function routeMatches({ match }: Route, comparableCall: CallFields): boolean {
  for (const field of MATCH_FIELDS) {
    const patterns = match[field];
    const text = comparableCall[field];
    if (!patterns) continue;
    if (text === undefined || !patterns.some((pattern) => matchesPattern(text, pattern))) return false;
  }
  return true;
}

/**
 * The route of a call: the one its URL names, so that a running conversation
 * keeps its route; else, or if a new policy dropped that one, the first that matches.
 */
export function findRoute({ routes }: Policy, name: string | undefined, call: CallFields): Route | undefined {
  const named = routes.find((route) => route.name === name);
  if (named) return named;
  const fields = comparableFields(call);
  return routes.find((route) => routeMatches(route, fields));
}
