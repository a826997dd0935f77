import {
  type CallFields,
  comparable,
  MATCH_FIELDS,
  type Policy,
  type Route,
  type RouteIndex,
} from './policy.ts';

type Field = (typeof MATCH_FIELDS)[number];

/** What a text is of a pattern, in which one `*` may stand for any text: all of it, its start or its end. */
type Part = 'all' | 'start' | 'end';

const keyOf = (field: Field | 'name', part: Part, text: string): string => `${field} ${part} ${text}`;

/** The key of routes that match every call. */
const ALWAYS = 'always';

/** What a pattern can be looked up by. */
function partOf(pattern: string): readonly [Part, string] {
  const star = pattern.indexOf('*');
  if (star < 0) return ['all', pattern];
  return star > 0 ? ['start', pattern.slice(0, star)] : ['end', pattern.slice(1)];
}

/** The keys of each field that a route names: a call that matches has one of each field. */
const keysByField = ({ match }: Route): readonly (readonly string[])[] =>
  MATCH_FIELDS.flatMap((field) => {
    const patterns = match[field];
    return patterns ? [[...new Set(patterns.map((pattern) => keyOf(field, ...partOf(pattern))))]] : [];
  });

/** Files each route under its name, and under the field that the fewest others share. */
function fileRoutes(routes: readonly Route[]): Record<string, number[]> {
  const uses = new Map<string, number>();
  for (const key of routes.flatMap(keysByField).flat()) uses.set(key, (uses.get(key) ?? 0) + 1);
  const usesOf = (keys: readonly string[]): number =>
    keys.reduce((sum, key) => sum + (uses.get(key) as number), 0);

  const numbers: Record<string, number[]> = {};
  for (const [number, route] of routes.entries()) {
    const rarest = [...keysByField(route)].sort((a, b) => usesOf(a) - usesOf(b))[0] ?? [ALWAYS];
    for (const key of [...rarest, keyOf('name', 'all', route.name)]) {
      numbers[key] ??= [];
      numbers[key].push(number);
    }
  }
  return numbers;
}

/**
 * Adds an index to a policy, so that the time to find a route does not grow with their number.
 * It is plain JSON: made when the functions are bundled, it costs a cold start nothing but its bytes.
 */
export function withRouteIndex(policy: Policy): Policy {
  const lengthsOf = (field: Field, part: Part): number[] => [
    ...new Set(
      policy.routes.flatMap(({ match }) =>
        (match[field] ?? [])
          .map(partOf)
          .filter(([each]) => each === part)
          .map(([, text]) => text.length),
      ),
    ),
  ];
  const lengths = MATCH_FIELDS.map((field) => ({
    field,
    start: lengthsOf(field, 'start'),
    end: lengthsOf(field, 'end'),
  }));
  return { ...policy, routeIndex: { numbers: fileRoutes(policy.routes), lengths } };
}

/** The number of the route of that name. */
export const numberByName = ({ numbers }: RouteIndex, name: string): number | undefined =>
  numbers[keyOf('name', 'all', name)]?.[0];

/** Lists of ascending route numbers: whatever matches a call is in one of them. */
export function candidates(
  { numbers, lengths }: RouteIndex,
  call: CallFields,
): readonly (readonly number[])[] {
  const found = [numbers[ALWAYS]];
  for (const { field, start, end } of lengths) {
    const sent = call[field];
    if (sent === undefined) continue;
    const text = comparable(sent);
    found.push(numbers[keyOf(field, 'all', text)]);
    for (const length of start) found.push(numbers[keyOf(field, 'start', text.slice(0, length))]);
    for (const length of end)
      found.push(numbers[keyOf(field, 'end', text.slice(Math.max(0, text.length - length)))]);
  }
  return found.filter((list) => list !== undefined);
}
