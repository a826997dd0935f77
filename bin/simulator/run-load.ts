import { runLoad } from './load/run.ts';
import { promisesOf, readPolicyFile } from './policy-file.ts';
import { loadText } from './print/load-text.ts';
import { timelineText } from './print/timeline-text.ts';
import type { Settings } from './settings.ts';
import { outcomesTable } from './stored.ts';

/** Calls of the day that is just over: what asks for the last day finds them, and none is still to come. */
const DAY_AND_LONGEST_CALL_MILLIS = 25 * 60 * 60 * 1000;

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

/** Plays random calls and reports; false when an invariant was broken. */
export async function playRandomCalls(settings: Settings, print: (text: string) => void): Promise<boolean> {
  const { table, only, calls = 1, policyFile } = settings;
  const options = {
    ...settings,
    calls,
    onlyIndex: only,
    startMillis: Date.now() - DAY_AND_LONGEST_CALL_MILLIS,
    promises: promisesOf(await readPolicyFile(policyFile), settings),
    readStored: table && outcomesTable(table),
    onCall: progress(only === undefined ? calls : 1, process.stderr),
  };
  const began = performance.now();
  const result = await runLoad(options);
  if (result.only) print(`${timelineText(result.only)}\n`);
  print(loadText(options, result, performance.now() - began));
  return result.violations.length === 0;
}
