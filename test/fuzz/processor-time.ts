import { deploymentWith, type SentRequest, send, UP } from '../support/requests.ts';
import { withLog } from './check.ts';
import type { LongRequest } from './hostile-request.ts';
import { HOSTILE_POLICY } from './policy.ts';

/** The clock of the processor ticks in milliseconds here; of several tries the least is not disturbed by others. */
const TRIES = 4;

/** Below this the collector of garbage tells more than the request, in milliseconds. */
const LEAST_MILLISECONDS = 0.2;

/** The time that the processor takes for a request, in milliseconds. */
async function millisecondsOf(sent: SentRequest): Promise<number> {
  const deployment = deploymentWith(UP, HOSTILE_POLICY);
  const tries: number[] = [];
  for (let index = 0; index < TRIES; index += 1) {
    const before = performance.now();
    await withLog(() => send(deployment, sent));
    tries.push(performance.now() - before);
  }
  return Math.max(Math.min(...tries), LEAST_MILLISECONDS);
}

/** How often the processor time of a plain event of its size a request takes. */
export const processorRatio = async ({ sent, plain }: LongRequest): Promise<number> =>
  (await millisecondsOf(sent)) / (await millisecondsOf(plain));
