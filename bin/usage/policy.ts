import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { type PlacedPolicy, PolicyFileError, readPlacedPolicy } from '../../lib/policy/policy-file.ts';
import { didYouMean } from './nearest.ts';
import { Failure, UsageError } from './usage-error.ts';

/**
 * Reads a policy, and where its paths stand in the file.
 * @throws {Failure} telling the mistakes of a policy file, or why it cannot be read
 */
export function readPlacedPolicyOf(file: string): PlacedPolicy {
  try {
    return readPlacedPolicy(file);
  } catch (error) {
    throw error instanceof PolicyFileError ? new Failure(error.message, { cause: error }) : error;
  }
}

/** @throws {Failure} as {@link readPlacedPolicyOf} */
export const readPolicyOf = (file: string): Policy => readPlacedPolicyOf(file).policy;

/** @throws {UsageError} for a route that a policy does not have, with the nearest that it has */
export function routeNamed({ routes }: Policy, name: string): Route {
  const names = routes.map((each) => each.name);
  const route = routes[names.indexOf(name)];
  if (route) return route;
  const known = names.length === 0 ? 'It has no routes.' : `Its routes: ${names.join(', ')}.`;
  throw new UsageError(`The policy has no route "${name}".${didYouMean(name, names)} ${known}`);
}
