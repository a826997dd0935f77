import { Option } from 'commander';
import { OF_ONE_CALL, type SimulateOptions, simulate, simulateProgram } from '../bin/simulate/command.ts';
import { findPolicyFile } from '../bin/simulator/settings.ts';
import { run } from '../bin/usage/program.ts';
import { UsageError } from '../bin/usage/usage-error.ts';

interface Options extends SimulateOptions {
  /** Play scenarios, one of them or all. */
  readonly serve?: string | true;
  readonly faults?: boolean;
}

const DEFAULT_CALLS = 300;

/** A server of its own has its own address, token and table. */
const OF_A_SERVER = ['url', 'token', 'table', 'endpoint', 'secondUrl', 'secondRegion'];

const NOTES = `npm run simulate -- --calls 300 --faults
  random calls while DynamoDB and SQS fail
npm run simulate -- --serve
  scenarios that test the product under policies of their own`;

async function start(outcomes: readonly string[], options: Options): Promise<void> {
  const { calls = DEFAULT_CALLS, concurrency, seed, serve, faults, policy } = options;
  if (serve === undefined && !faults) return simulate(outcomes, options);
  if (outcomes.length > 0) throw new UsageError('Outcomes are for one call: neither --faults nor --serve.');
  if (serve !== undefined) {
    const { playScenarios } = await import('./scenarios/run.ts');
    process.exitCode = (await playScenarios(serve)) ? 0 : 1;
    return;
  }
  const { playUnderFaults } = await import('./faults/run.ts');
  const hasKept = await playUnderFaults({ calls, concurrency, seed, policyFile: findPolicyFile(policy) });
  // After a run of thousands of calls Node was seen to spend minutes in native code on tearing down what is left.
  process.exit(hasKept ? 0 : 1);
}

await run(
  simulateProgram()
    .name('npm run simulate --')
    .addOption(
      new Option(
        '--faults',
        'random calls against a server of its own whose database and queue fail',
      ).conflicts(['only', ...OF_ONE_CALL, ...OF_A_SERVER]),
    )
    .addOption(
      new Option('--serve [scenario]', 'scenarios, each against a server of its own').conflicts([
        ...['faults', 'calls', 'only', 'policy'],
        ...OF_ONE_CALL,
        ...OF_A_SERVER,
      ]),
    )
    .addHelpText('after', NOTES)
    .action(start),
);
