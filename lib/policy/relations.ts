import * as v from 'valibot';
import { canonicalDestination, canonicalTarget, type Targets } from '../../functions/recovery/destination.ts';
import { isCallable } from './destinations.ts';
import { hoursMistakes } from './hours-relations.ts';
import type { PolicyMistake } from './mistakes.ts';
import { at, each, mistake, oneOrEach, type Place, textOf } from './place.ts';
import { displayName, isPrivateName, PRIVATE_NAME } from './transfer.ts';

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

const targetOf = ({ value }: Place): string | undefined =>
  typeof value === 'string' && isCallable(value) ? value : undefined;

const targetKey = (place: Place): string | undefined => {
  const target = targetOf(place);
  return target && canonicalTarget(target);
};

function destinationKey(destination: Place): string | undefined {
  const targets = oneOrEach(destination).map(targetOf);
  const isWhole = targets.length > 0 && targets.every((target) => target !== undefined);
  return isWhole ? canonicalDestination({ targets: targets as readonly string[] as Targets }) : undefined;
}

/** The targets that a route itself matches: `match` knows no case. */
function returning(route: Place, targets: readonly Place[]): Place[] {
  const keyOf = (text: string): string => canonicalTarget(text.toLowerCase());
  const patterns = oneOrEach(at(at(route, 'match'), 'to')).flatMap((place) => textOf(place) ?? []);
  const own = new Set(patterns.filter((pattern) => !pattern.includes('*')).map(keyOf));
  return targets.filter((place) => own.has(keyOf(targetOf(place) ?? '')));
}

/** The targets of a destination that may have options. */
const withoutOptions = (destination: Place): Place => {
  const to = at(destination, 'to');
  return to.value === undefined ? destination : to;
};

function destinationMistakes(route: Place): PolicyMistake[] {
  const destinations = each(at(route, 'destinations')).map(withoutOptions);
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

/** The transfer options of a place, over those of a wider place. */
const merged = (wider: Place, own: Place): Place => ({
  path: own.path,
  value: { ...(wider.value as object), ...(own.value as object) },
});

/** The options of policy, route and destination make a transfer together, so a name is checked where they meet. */
function privacyMistakes(wider: Place, own: Place): PolicyMistake[] {
  const callerDisplayName = forbiddenName(merged(wider, own));
  const isNameOwn = at(own, 'callerDisplayName').value !== undefined;
  if (callerDisplayName === undefined || (forbiddenName(wider) !== undefined && !isNameOwn)) return [];
  return [mistake(PRIVATE_NAME)({ path: own.path, value: { privacy: true, callerDisplayName } })];
}

/** The mistakes of this kind of a route, and of each of its destinations that has options. */
function routePrivacyMistakes(everywhere: Place, route: Place): PolicyMistake[] {
  const ofRoute = at(route, 'transfer');
  const withOptions = each(at(route, 'destinations')).filter((place) => at(place, 'to').value !== undefined);
  return [
    ...privacyMistakes(everywhere, ofRoute),
    ...withOptions.flatMap((destination) => privacyMistakes(merged(everywhere, ofRoute), destination)),
  ];
}

/**
 * The mistakes of any JSON value, as a policy, that only several of its values show together.
 * @param year from which on dates without a year are looked at
 */
export function relationMistakes(file: unknown, year: number): PolicyMistake[] {
  const policy: Place = { path: '', value: file };
  const everywhere = at(policy, 'transfer');
  const routes = each(at(policy, 'routes'));
  return [
    ...(forbiddenName(everywhere) === undefined ? [] : [mistake(PRIVATE_NAME)(everywhere)]),
    ...repeated(
      routes.map((route) => at(route, 'name')),
      textOf,
    ).map(mistake('a name that no other route has')),
    ...routes.flatMap((route) => [...destinationMistakes(route), ...routePrivacyMistakes(everywhere, route)]),
    ...hoursMistakes(policy, year),
  ];
}
