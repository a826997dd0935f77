import { promisesOf, readPolicyFile } from '../../bin/simulator/policy-file.ts';
import { progress } from '../../bin/simulator/run-load.ts';
import { readSettings, type Settings } from '../../bin/simulator/settings.ts';
import { tellMistake, UsageError } from '../../bin/usage/usage-error.ts';
import { BREAKS, type Break } from './break.ts';
import { faultsText } from './report.ts';
import { runWithFaults } from './run-with-faults.ts';

/** The worst case of store and queue together, 3.5 s, and half a second for everything else. */
const BUDGET_SECONDS = 4;

const DRAIN_SECONDS = 300;

const DEFAULT_CALLS = 300;

function readBreak(text: string | undefined): Break | undefined {
  const known = BREAKS.find((each) => each === text);
  if (text && !known)
    throw new UsageError(`SIMULATE_BREAK must be one of ${BREAKS.join(', ')}, not "${text}"`);
  return known;
}

/** Plays random calls against a server of our own whose services fail; false when a promise was broken. */
async function play(settings: Settings): Promise<boolean> {
  const { calls = DEFAULT_CALLS, policyFile, seed } = settings;
  const policy = (await readPolicyFile(policyFile)) ?? {};
  const run = await runWithFaults({
    ...settings,
    calls,
    policy,
    startMillis: Date.now(),
    promises: promisesOf(policy, settings),
    budgetSeconds: BUDGET_SECONDS,
    drainSeconds: DRAIN_SECONDS,
    broken: readBreak(process.env.SIMULATE_BREAK),
    onCall: progress(calls, process.stderr),
  });
  console.log(faultsText(run, seed));
  return run.verdicts.every(({ broken }) => broken.length === 0);
}

// `npm run simulate -- --faults` starts this program with its own arguments, which it has checked.
try {
  const settings = readSettings(process.argv.slice(2), process.env, () => undefined);
  if (!settings.faults) throw new UsageError('Started by npm run simulate -- --faults.');
  const kept = await play(settings);
  // After a run of thousands of calls Node was seen to spend minutes in native code on tearing down what is left.
  process.exit(kept ? 0 : 1);
} catch (error) {
  tellMistake(error);
}
