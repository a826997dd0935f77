import fc from 'fast-check';
import { check } from './check.ts';
import { hostileRequest, longRequest } from './hostile-request.ts';
import { HOSTILE_POLICY } from './policy.ts';
import { processorRatio } from './processor-time.ts';

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

/** The request of a kind that takes most of the processor, by how often the time of a plain one of its size. */
export interface Slowest {
  readonly ratio: number;
  readonly about: string;
}

/**
 * Sends random requests with one long text, checks each, and gives the slowest.
 * @throws {Error} with the smallest request that breaks something, and the seed
 */
export async function fuzzLong({ cases, seed }: FuzzOptions): Promise<Slowest> {
  let slowest: Slowest = { ratio: 0, about: '' };
  const property = fc.asyncProperty(longRequest, async (request) => {
    await check(request.sent, HOSTILE_POLICY);
    const ratio = await processorRatio(request);
    if (ratio > slowest.ratio) slowest = { ratio, about: request.about };
  });
  await fc.assert(property, { numRuns: cases, seed });
  return slowest;
}
