import { expect } from 'vitest';
import { INVARIANTS } from '../../../bin/simulator/load/invariants.ts';
import { randomCall } from '../../../bin/simulator/load/random-call.ts';
import { runLoad } from '../../../bin/simulator/load/run.ts';
import { playCall } from '../../../bin/simulator/play-call.ts';
import { loadText } from '../../../bin/simulator/print/load-text.ts';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import type { Moment, Timeline } from '../../../bin/simulator/timeline.ts';
import { say } from '../progress.ts';
import type { Target } from '../target.ts';

/** Most hand-offs of a call under any policy of the scenario set, and the default of `limits.attempts`. */
export const ATTEMPTS = 10;

/** As many at once as an idle machine of two cores answers within the platform's 15 s. */
const CONCURRENCY = 4;

const SAID_EVERY = 50;

const HOUR_MILLIS = 3_600_000;

/** What is played. */
export interface RandomCalls {
  readonly calls: number;
  readonly runName: string;
  /** `limits.attempts` of the deployed policy. */
  readonly attempts?: number | undefined;
}

/** Plays random calls and checks what must hold for every call; fails with the shortest that broke a promise. */
export async function playRandomCalls(
  { calls, runName, attempts = ATTEMPTS }: RandomCalls,
  target: Target,
): Promise<void> {
  const options = {
    ...target,
    calls,
    runName,
    seed: 1,
    concurrency: CONCURRENCY,
    // All of it has happened by now, as a reader of the last day sees it.
    startMillis: Date.now() - HOUR_MILLIS,
    promises: { attempts, silentHangups: false },
    onCall: (played: number) => played % SAID_EVERY === 0 && say(`${played} of ${calls} calls`),
  };
  const began = performance.now();
  const result = await runLoad(options);
  if (result.violations.length > 0) expect.fail(loadText(options, result, performance.now() - began));
  const { tally } = result;
  const [half, most] = [0.5, 0.99].map((share) => tally.answerMillisAt(share).toFixed(0));
  say(`${tally.requests} requests, ${tally.duplicates} of them duplicates; p50 ${half} ms, p99 ${most} ms`);
}

/** Plays one random call; `onEvent` may hold it up. */
export function playOne(
  { readStored: _, ...server }: Target,
  runName: string,
  index: number,
  onEvent: (moment: Moment) => void | Promise<void> = () => undefined,
): Promise<Timeline> {
  return playCall({
    ...server,
    call: randomCall({ seed: index, runName }, index),
    // All of it has happened by now, as a reader of the last day sees it.
    startMillis: Date.now() - HOUR_MILLIS,
    onEvent,
  });
}

/** Checks what must hold for every call; some policies hang up without a word on purpose. */
export function mustHold(timeline: Timeline, silentHangups: boolean): void {
  for (const { name, broken } of INVARIANTS)
    expect(
      broken(timeline, { attempts: ATTEMPTS, silentHangups }),
      `${name}\n${timelineText(timeline)}`,
    ).toBe(undefined);
}
