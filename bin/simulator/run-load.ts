import { runLoad } from './load/run.ts';
import { promisesOf, readPolicyFile } from './policy-file.ts';
import { loadText } from './print/load-text.ts';
import { progress } from './print/progress.ts';
import { timelineText } from './print/timeline-text.ts';
import type { Settings } from './settings.ts';
import { outcomesTable } from './stored.ts';

/** Calls of the day that is just over: what asks for the last day finds them, and none is still to come. */
const DAY_AND_LONGEST_CALL_MILLIS = 25 * 60 * 60 * 1000;

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
