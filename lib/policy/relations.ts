import * as v from 'valibot';
import {
  canonicalDestination,
  canonicalTarget,
  type Destination,
} from '../../functions/recovery/destination.ts';
import { isCallable } from './destinations.ts';
import { type PolicyMistake, show } from './mistakes.ts';
import { displayName, isPrivateName, PRIVATE_NAME } from './transfer.ts';

/** A value of the file, and its path. */
interface Place {
  readonly path: string;
  readonly value: unknown;
}

const at = ({ path, value }: Place, key: string): Place => ({
  path: `${path}.${key}`,
  value:
    value !== null && typeof value === 'object' && Object.hasOwn(value, key)
      ? (value as Record<string, unknown>)[key]
      : undefined,
});

const each = ({ path, value }: Place): Place[] =>
  Array.isArray(value) ? value.map((element, index) => ({ path: `${path}[${index}]`, value: element })) : [];

/** A value that may be a list or stand for one. */
const oneOrEach = (place: Place): Place[] => (Array.isArray(place.value) ? each(place) : [place]);

const mistake =
  (expected: string) =>
  ({ path, value }: Place): PolicyMistake => ({ path, expected, found: show(value) });

/** The places of what stands earlier, too. What has no key is wrong by itself. */
function repeated(places: readonly Place[], keyOf: (place: Place) => string | undefined): Place[] {
  const seen = new Set<string>();
  return places.filter((place) => {
    const key = keyOf(place);
    const isSeen = key !== undefined && seen.has(key);
    if (key !== undefined) seen.add(key);
    return isSeen;
  });
}

const textOf = ({ value }: Place): string | undefined => (typeof value === 'string' ? value : undefined);

const targetOf = ({ value }: Place): string | undefined =>
  typeof value === 'string' && isCallable(value) ? value : undefined;

const targetKey = (place: Place): string | undefined => {
  const target = targetOf(place);
  return target && canonicalTarget(target);
};

function destinationKey(destination: Place): string | undefined {
  const targets = oneOrEach(destination).map(targetOf);
  const isWhole = targets.length > 0 && targets.every((target) => target !== undefined);
  return isWhole ? canonicalDestination(targets as readonly string[] as Destination) : undefined;
}

/** The targets that a route itself matches: `match` knows no case. */
function returning(route: Place, targets: readonly Place[]): Place[] {
  const keyOf = (text: string): string => canonicalTarget(text.toLowerCase());
  const patterns = oneOrEach(at(at(route, 'match'), 'to')).flatMap((place) => textOf(place) ?? []);
  const own = new Set(patterns.filter((pattern) => !pattern.includes('*')).map(keyOf));
  return targets.filter((place) => own.has(keyOf(targetOf(place) ?? '')));
}

function destinationMistakes(route: Place): PolicyMistake[] {
  const destinations = each(at(route, 'destinations'));
  const targets = destinations.map(oneOrEach);
  return [
    ...repeated(destinations, destinationKey).map(
      mistake('each destination only once: "retry" tries it again'),
    ),
    ...targets.flatMap((group) => repeated(group, targetKey)).map(mistake('each target only once')),
    ...returning(route, targets.flat()).map(
      mistake('a target that its own route does not match: the call would come back'),
    ),
  ];
}

/** The name that goes out with privacy, though Bandwidth would refuse the transfer. */
function forbiddenName({ value }: Place): string | undefined {
  const { privacy, callerDisplayName: name } = (value ?? {}) as Record<string, unknown>;
  return privacy === true && v.is(displayName, name) && !isPrivateName(name) ? name : undefined;
}

/** A route's transfers are written as the policy's and its own `transfer` say together. */
function privacyMistakes(everywhere: Place, route: Place): PolicyMistake[] {
  const own = at(route, 'transfer');
  const value = { ...(everywhere.value as object), ...(own.value as object) };
  const callerDisplayName = forbiddenName({ path: own.path, value });
  const isNameOwn = at(own, 'callerDisplayName').value !== undefined;
  if (callerDisplayName === undefined || (forbiddenName(everywhere) !== undefined && !isNameOwn)) return [];
  return [mistake(PRIVATE_NAME)({ path: own.path, value: { privacy: true, callerDisplayName } })];
}

/** The mistakes of any JSON value, as a policy, that only several of its values show together. */
export function relationMistakes(file: unknown): PolicyMistake[] {
  const policy: Place = { path: '', value: file };
  const { value: transfer } = at(policy, 'transfer');
  const everywhere: Place = { path: 'transfer', value: transfer };
  const routes = each({ path: 'routes', value: at(policy, 'routes').value });
  return [
    ...(forbiddenName(everywhere) === undefined ? [] : [mistake(PRIVATE_NAME)(everywhere)]),
    ...repeated(
      routes.map((route) => at(route, 'name')),
      textOf,
    ).map(mistake('a name that no other route has')),
    ...routes.flatMap((route) => [...destinationMistakes(route), ...privacyMistakes(everywhere, route)]),
  ];
}
