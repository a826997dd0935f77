import fc from 'fast-check';
import { check } from './check.ts';
import { hostileRequest } from './hostile-request.ts';

/** How many requests, and what decides them. */
export interface FuzzOptions {
  readonly cases: number;
  readonly seed: number;
  readonly onCase?: (done: number) => void;
}

/**
 * Sends random requests and checks each; gives how many were answered with which status.
 * @throws {Error} with the smallest request that breaks something, and the seed
 */
export async function fuzz({ cases, seed, onCase }: FuzzOptions): Promise<ReadonlyMap<number, number>> {
  const statuses = new Map<number, number>();
  let done = 0;
  const property = fc.asyncProperty(hostileRequest, async (sent) => {
    const status = await check(sent);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    done += 1;
    onCase?.(done);
  });
  await fc.assert(property, { numRuns: cases, seed });
  return statuses;
}
