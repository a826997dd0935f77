import { simulatedClock } from '../../../bin/simulator/clock.ts';
import { INVARIANTS } from '../../../bin/simulator/load/invariants.ts';
import { randomCall } from '../../../bin/simulator/load/random-call.ts';
import { playCall } from '../../../bin/simulator/play-call.ts';
import { timelineText } from '../../../bin/simulator/print/timeline-text.ts';
import { seeded } from '../../../bin/simulator/random.ts';
import type { Moment, Timeline } from '../../../bin/simulator/timeline.ts';
import { Failure } from '../failure.ts';
import type { Target } from '../target.ts';

/** Most hand-offs of a call under any policy of the scenario set. */
const ATTEMPTS = 10;

/** Plays one random call; `onEvent` may hold it up. */
export function playOne(
  target: Target,
  runName: string,
  index: number,
  onEvent: (moment: Moment) => void | Promise<void> = () => undefined,
): Promise<Timeline> {
  const { readStored: _, ...server } = target;
  return playCall({
    ...server,
    call: randomCall({ seed: index, runName }, index),
    clock: simulatedClock(Date.now()),
    random: seeded(index),
    onEvent,
  });
}

/**
 * Checks what must hold for every call; some policies hang up without a word on purpose.
 * @throws {Failure} with the call
 */
export function mustHold(timeline: Timeline, silentHangups: boolean): void {
  for (const { name, broken } of INVARIANTS) {
    const how = broken(timeline, { attempts: ATTEMPTS, silentHangups });
    if (how !== undefined) throw new Failure(`not "${name}": ${how}\n\n${timelineText(timeline)}`);
  }
}
