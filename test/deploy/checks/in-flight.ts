import type { Target } from '../target.ts';
import { mustHold, playOne } from './one-call.ts';

/** Calls that wait in the middle, so that something can be done meanwhile. */
export interface CallsInFlight {
  /** How many wait; the others ended before they could. */
  readonly waiting: number;
  /**
   * Lets them go on to their end, one after the other: not twelve cold starts at once on two cores.
   * @throws {Failure} when one of them does not end as a call must
   */
  finish(): Promise<void>;
}

/** Begins calls and holds each after its first hand-off: the next thing it does is to ask what comes next. */
export async function beginCalls(target: Target, runName: string, count: number): Promise<CallsInFlight> {
  const held = new Set<number>();
  const calls = Array.from({ length: count }, (_, index) => {
    const arrived = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const ended = playOne(target, runName, index, (moment) => {
      if (moment.kind !== 'hand-off') return;
      held.add(index);
      arrived.resolve();
      return gate.promise;
    });
    return { ended, release: gate.resolve, arrived: Promise.race([arrived.promise, ended]) };
  });
  await Promise.all(calls.map(({ arrived }) => arrived));
  return {
    waiting: held.size,
    finish: async () => {
      for (const { release, ended } of calls) {
        release();
        mustHold(await ended, true);
      }
    },
  };
}
