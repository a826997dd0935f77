import { promisesOf, uncheckedPolicy } from '../../bin/simulator/policy-file.ts';
import { progress, startMillisOfRun } from '../../bin/simulator/run-load.ts';
import { UsageError } from '../../bin/usage/usage-error.ts';
import { BREAKS, type Break } from './break.ts';
import { faultsText } from './report.ts';
import { runWithFaults } from './run-with-faults.ts';

/** The worst case of store and queue together, 3.5 s, and half a second for everything else. */
const BUDGET_SECONDS = 4;

const DRAIN_SECONDS = 300;

/** The options of {@link playUnderFaults}. */
interface Given {
  readonly calls: number;
  readonly concurrency: number;
  readonly seed: number;
  readonly policyFile: string;
}

function readBreak(text: string | undefined): Break | undefined {
  const known = BREAKS.find((each) => each === text);
  if (text && !known)
    throw new UsageError(`SIMULATE_BREAK must be one of ${BREAKS.join(', ')}, not "${text}"`);
  return known;
}

/** Plays random calls against a server of our own whose services fail; false when a promise was broken. */
export async function playUnderFaults({ policyFile, ...random }: Given): Promise<boolean> {
  const policy = uncheckedPolicy(policyFile) ?? {};
  const run = await runWithFaults({
    ...random,
    runName: `${Date.now()}`,
    policy,
    startMillis: startMillisOfRun(),
    promises: { ...promisesOf(policy), readsFail: true },
    budgetSeconds: BUDGET_SECONDS,
    drainSeconds: DRAIN_SECONDS,
    broken: readBreak(process.env.SIMULATE_BREAK),
    onCall: progress(random.calls, process.stderr),
  });
  console.log(faultsText(run, random.seed));
  return run.verdicts.every(({ broken }) => broken.length === 0);
}
