import type { Destination } from '../../functions/recovery/destination.ts';

/** Collects the options of single destinations, by their place in the route; `undefined` where none has any. */
function optionsOf(destinations: readonly Destination[]): object | undefined {
  const options = destinations.flatMap(({ hours, transfer }, index) =>
    hours === undefined && transfer === undefined ? [] : [[index, { hours, ...transfer }]],
  );
  return options.length === 0 ? undefined : Object.fromEntries(options);
}

/** Writes a destination as its targets, with its options at its route, and a decision without route and steps. */
function written(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('targets' in value) return value.targets;
  if ('passedOver' in value) return { ...value, route: undefined, steps: undefined };
  if ('destinations' in value)
    return { ...value, options: optionsOf(value.destinations as readonly Destination[]) };
  return value;
}

/** JSON of what is explained, in a form that stays as it is when the policy is held in another. */
export const toJson = (value: unknown): string => JSON.stringify(value, written, 2);
