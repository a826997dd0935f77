import { UsageError } from '../../usage/usage-error.ts';
import { BREAKS, type Break } from '../faults/break.ts';
import { runWithFaults } from '../faults/run.ts';
import { faultsText } from '../print/faults-text.ts';
import { promisesOf, readPolicyFile } from './policy-file.ts';
import { progress } from './progress.ts';
import type { Settings } from './settings.ts';

/** The worst case of store and queue together, 3.5 s, and half a second for everything else. */
const BUDGET_SECONDS = 4;

const DRAIN_SECONDS = 300;

function readBreak(text: string | undefined): Break | undefined {
  const known = BREAKS.find((each) => each === text);
  if (text && !known)
    throw new UsageError(`SIMULATE_BREAK must be one of ${BREAKS.join(', ')}, not "${text}"`);
  return known;
}

/** Plays random calls against a server of our own whose services fail; false when a promise was broken. */
export async function playWithFaults(settings: Settings, print: (text: string) => void): Promise<boolean> {
  const { calls, policyFile, seed } = settings;
  const policy = (await readPolicyFile(policyFile)) ?? {};
  const run = await runWithFaults({
    ...settings,
    policy,
    startMillis: Date.now(),
    promises: promisesOf(policy, settings),
    budgetSeconds: BUDGET_SECONDS,
    drainSeconds: DRAIN_SECONDS,
    broken: readBreak(process.env.SIMULATE_BREAK),
    onCall: progress(calls, process.stderr),
  });
  print(faultsText(run, seed));
  return run.verdicts.every(({ broken }) => broken.length === 0);
}
