import { expectServer } from './expect-server.ts';
import { type Check, runLoad } from './load/run.ts';
import { promisesOf, uncheckedPolicy } from './policy-file.ts';
import { loadText } from './print/load-text.ts';
import { timelineText } from './print/timeline-text.ts';
import type { ServerSettings } from './settings.ts';
import { readBackFrom } from './stored.ts';
import type { Timeline } from './timeline.ts';

/** Which random calls are played. */
interface RandomCalls {
  readonly calls: number;
  readonly concurrency: number;
  readonly seed: number;
  /** The index of the one call to play. */
  readonly only?: number | undefined;
}

/**
 * When the first of random calls began: the last began an hour later, and none takes an hour. Their events lie in
 * the past, as every real one, and in the last day, which is what is asked for.
 */
export const startMillisOfRun = (): number => Date.now() - 2 * 3_600_000;

/** Where progress is written. */
type Output = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

const BAR = 40;

/** Shows how far a run is: a bar that moves at a terminal, a line at every tenth elsewhere. */
export function progress(total: number, output: Output): (done: number) => void {
  return (done) => {
    const step = Math.max(1, Math.ceil(total / (output.isTTY ? 200 : 10)));
    if (done % step !== 0 && done !== total) return;
    if (!output.isTTY) return void output.write(`${done} of ${total} calls\n`);
    const full = Math.round((done / total) * BAR);
    output.write(
      `\r[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${done} of ${total} calls${done === total ? '\n' : ''}`,
    );
  };
}

/**
 * Plays random calls and reports; false when an invariant was broken. The seed decides all but times and call
 * ids, which are new in every run: a server that has seen the same before would only find duplicates.
 * @throws {Failure} where there is no server
 */
export async function playRandomCalls(
  { table, secondTable, policyFile, ...server }: ServerSettings,
  random: RandomCalls,
  print: (text: string) => void,
  moreChecks: readonly Check[] = [],
): Promise<boolean> {
  const told = progress(random.only === undefined ? random.calls : 1, process.stderr);
  const options = {
    ...server,
    ...random,
    runName: `${Date.now()}`,
    startMillis: startMillisOfRun(),
    promises: promisesOf(uncheckedPolicy(policyFile)),
    readStored: table && readBackFrom(table),
    moreChecks,
    readSecond: secondTable && readBackFrom(secondTable),
    onEvent: expectServer(server),
    onCall(played: number, timeline: Timeline) {
      told(played);
      if (random.only !== undefined) print(`${timelineText(timeline)}\n`);
    },
  };
  const began = performance.now();
  const result = await runLoad(options);
  print(loadText(options, result, performance.now() - began));
  return result.violations.length === 0;
}
