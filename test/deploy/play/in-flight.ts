import { say } from '../progress.ts';
import type { Target } from '../target.ts';
import { mustHold, playOne } from './random-calls.ts';

const CALLS = 12;

/**
 * Begins calls and holds each after its first hand-off: the next thing it does is to ask what comes next.
 * @returns what lets them go on to their end, which must be one that a call may have
 */
export async function beginCalls(target: Target, runName: string): Promise<() => Promise<void>> {
  let waiting = 0;
  const calls = Array.from({ length: CALLS }, (_, index) => {
    const arrived = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    let isHeld = false;
    const ended = playOne(target, runName, index, ({ kind }) => {
      if (kind !== 'hand-off') return;
      if (!isHeld) waiting += 1;
      isHeld = true;
      arrived.resolve();
      return gate.promise;
    });
    return { ended, release: gate.resolve, arrived: Promise.race([arrived.promise, ended]) };
  });
  await Promise.all(calls.map(({ arrived }) => arrived));
  say(`${waiting} calls wait for what comes next`);
  return async () => {
    // One after the other: not twelve cold starts at once on two cores.
    for (const { release, ended } of calls) {
      release();
      mustHold(await ended, true);
    }
    say('they went on over the deployment, and ended as they must');
  };
}
