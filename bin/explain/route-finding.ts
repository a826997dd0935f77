import { type CallFields, MATCH_FIELDS, type Policy, type Route } from '../../functions/recovery/policy.ts';
import { findRoute, routeMatches } from '../../functions/recovery/route.ts';

/** What one field of a call has to do with the patterns of a route. */
export interface FieldFinding {
  readonly field: (typeof MATCH_FIELDS)[number];
  readonly value: string | undefined;
  readonly patterns: readonly string[];
  /** The pattern that the value matches. */
  readonly matched: string | undefined;
}

/** Why a route was taken, or was not. */
export interface RouteFinding {
  readonly route: string;
  readonly taken: boolean;
  readonly because: 'named by the URL' | 'its fields';
  /** The fields that it asks for; a route that asks for none takes every call. */
  readonly fields: readonly FieldFinding[];
}

/** Asks of one pattern what is asked of whole routes, so that both have one meaning. */
const matches = (route: Route, field: FieldFinding['field'], pattern: string, call: CallFields): boolean =>
  routeMatches({ ...route, match: { [field]: [pattern] } }, call);

const fieldFindings = (route: Route, call: CallFields): FieldFinding[] =>
  MATCH_FIELDS.flatMap((field) => {
    const patterns = route.match[field];
    if (!patterns) return [];
    const matched = patterns.find((pattern) => matches(route, field, pattern, call));
    return [{ field, value: call[field], patterns, matched }];
  });

/** Every route that was looked at, in order; the last is the one taken, if any is. */
export function routeFindings(policy: Policy, named: string | undefined, call: CallFields): RouteFinding[] {
  const taken = findRoute(policy, named, call);
  if (taken && taken.name === named) {
    return [{ route: taken.name, taken: true, because: 'named by the URL', fields: [] }];
  }
  const lookedAt = taken ? policy.routes.slice(0, policy.routes.indexOf(taken) + 1) : policy.routes;
  return lookedAt.map((route) => ({
    route: route.name,
    taken: route === taken,
    because: 'its fields',
    fields: fieldFindings(route, call),
  }));
}
