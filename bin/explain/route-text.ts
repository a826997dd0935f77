import type { FieldFinding, RouteFinding } from './route-finding.ts';

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
