import { type CallFields, MATCH_FIELDS, type Policy, type Route } from '../../functions/recovery/policy.ts';
import { comparableFields, routeMatches } from '../../functions/recovery/route.ts';

/** The match of one field of a call with the patterns of a route. */
interface FieldFinding {
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
  routeMatches({ ...route, match: { [field]: [pattern] } }, comparableFields(call));

const fieldFindings = (route: Route, call: CallFields): FieldFinding[] =>
  MATCH_FIELDS.flatMap((field) => {
    const patterns = route.match[field];
    if (!patterns) return [];
    const matched = patterns.find((pattern) => matches(route, field, pattern, call));
    return [{ field, value: call[field], patterns, matched }];
  });

/** Every route that was looked at, in order; the last is the one taken, if any is. */
export function routeFindings(
  { routes }: Policy,
  taken: Route | undefined,
  named: string | undefined,
  call: CallFields,
): RouteFinding[] {
  if (taken && taken.name === named) {
    return [{ route: taken.name, taken: true, because: 'named by the URL', fields: [] }];
  }
  const lookedAt = taken ? routes.slice(0, routes.indexOf(taken) + 1) : routes;
  return lookedAt.map((route) => ({
    route: route.name,
    taken: route === taken,
    because: 'its fields',
    fields: fieldFindings(route, call),
  }));
}

/** A policy may have 5,000 routes: of those that do not match, the first are shown. */
const MAX_SHOWN_ROUTES = 20;

const quoted = (patterns: readonly string[]): string =>
  patterns.map((pattern) => `"${pattern}"`).join(' or ');

function fieldWords({ field, value, patterns, matched }: FieldFinding): string {
  if (value === undefined) return `${field} is absent, and asked to be ${quoted(patterns)}`;
  if (matched === undefined) return `${field} "${value}" is not ${quoted(patterns)}`;
  return `${field} "${value}" matches "${matched}"`;
}

function findingWords({ route, taken, because, fields }: RouteFinding): string {
  const sign = taken ? '→' : '–';
  if (because === 'named by the URL') return `${sign} ${route}: named by the URL`;
  if (fields.length === 0) return `${sign} ${route}: takes every call`;
  // The fields that match say nothing of a route that is not taken.
  const telling = taken ? fields : fields.filter(({ matched }) => matched === undefined);
  return `${sign} ${route}: ${telling.map(fieldWords).join('; ')}`;
}

/** A line for each route that was looked at. */
export function routeLines(findings: readonly RouteFinding[]): string[] {
  if (findings.length === 0) return ['none: the policy has no routes'];
  const missed = findings.filter(({ taken }) => !taken);
  const hidden = Math.max(0, missed.length - MAX_SHOWN_ROUTES);
  return [
    ...missed.slice(0, MAX_SHOWN_ROUTES).map(findingWords),
    ...(hidden > 0 ? [`– and ${hidden.toLocaleString('en')} more that do not match`] : []),
    ...findings.filter(({ taken }) => taken).map(findingWords),
    ...(findings.some(({ taken }) => taken) ? [] : ['none matches the call']),
  ];
}
