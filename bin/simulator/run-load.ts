import { startMillisAgo } from './clock.ts';
import { expectServer } from './expect-server.ts';
import { runLoad } from './load/run.ts';
import { promisesOf, readPolicyFile } from './policy-file.ts';
import { loadText } from './print/load-text.ts';
import { timelineText } from './print/timeline-text.ts';
import type { ServerSettings } from './settings.ts';
import { outcomesTable } from './stored.ts';

/** Which random calls are played. */
export interface RandomCalls {
  readonly calls: number;
  readonly concurrency: number;
  readonly seed: number;
  /** The index of the one call to play. */
  readonly only?: number | undefined;
}

/** The first call began so long ago, and the last an hour before now: none takes that long. */
const MINUTES = 120;

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
  { table, policyFile, ...server }: ServerSettings,
  { only, ...random }: RandomCalls,
  print: (text: string) => void,
): Promise<boolean> {
  const options = {
    ...server,
    ...random,
    onlyIndex: only,
    runName: `${Date.now()}`,
    startMillis: startMillisAgo(MINUTES),
    promises: promisesOf(await readPolicyFile(policyFile)),
    readStored: table && outcomesTable(table),
    onEvent: expectServer(server),
    onCall: progress(only === undefined ? random.calls : 1, process.stderr),
  };
  const began = performance.now();
  const result = await runLoad(options);
  if (result.only) print(`${timelineText(result.only)}\n`);
  print(loadText(options, result, performance.now() - began));
  return result.violations.length === 0;
}
