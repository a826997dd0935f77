import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvalidArgumentError, Option } from 'commander';
import { DNS_SECONDS, exposureSeconds, FAILOVER_RULE } from '../lib/failover/times.ts';
import { PolicyFileError, readPolicyFile } from '../lib/policy/policy-file.ts';
import { dynamoDbClient } from './aws/dynamodb-client.ts';
import { UNCHANGED, unchanged } from './explain/replay/unchanged.ts';
import { playOneCall } from './one-call/play.ts';
import { endWithReader } from './print/standard-output.ts';
import { outcomeReader } from './reader/reader.ts';
import type { Check } from './simulator/load/run.ts';
import { playRandomCalls } from './simulator/run-load.ts';
import { findPolicyFile, readServer, type ServerOptions, type ServerSettings } from './simulator/settings.ts';
import { program, run } from './usage/program.ts';
import { UsageError } from './usage/usage-error.ts';

interface Options extends ServerOptions {
  readonly route?: string;
  readonly calls?: number;
  readonly concurrency: number;
  readonly seed: number;
  readonly only?: number;
  /** Play scenarios, one of them or all. */
  readonly serve?: string | true;
  readonly faults?: boolean;
}

const DEFAULT_CALLS = 20;
const DEFAULT_CALLS_WITH_FAULTS = 300;

/** Among the tests, as these prove something: what an operator runs does not import them. */
const SCENARIOS_PROGRAM = new URL('../test/scenarios/run.ts', import.meta.url);
const FAULTS_PROGRAM = new URL('../test/faults/run.ts', import.meta.url);

/** The exit code of such a program; one that a signal ended has none. */
async function runBesides(program: URL, given: object): Promise<number> {
  const started = spawn(process.execPath, [fileURLToPath(program), JSON.stringify(given)], {
    stdio: 'inherit',
  });
  const [exitCode] = (await once(started, 'exit')) as [number | null];
  return exitCode ?? 1;
}

/** The same policy must decide what is stored as it did; a file that is not the server's is not compared. */
function replayChecks({ table, policyFile }: ServerSettings): Check[] {
  if (!table) return [];
  const { tableName, endpoint } = table;
  try {
    const client = endpoint === undefined ? new DynamoDBClient() : dynamoDbClient(endpoint);
    const isUnchanged = unchanged(outcomeReader({ client, tableName }), readPolicyFile(policyFile));
    return [{ name: UNCHANGED, broken: ({ call }) => isUnchanged(call.callId) }];
  } catch (error) {
    if (error instanceof PolicyFileError) return [];
    throw error;
  }
}

/** How long calls are exposed that a fallback URL cannot help. */
function exposureText(): string {
  const { least, most } = exposureSeconds();
  const { badMinutes, errorShare } = FAILOVER_RULE;
  return `A <Refer> is exposed for ${least} to ${most} s, with a domain of both (domainName): ${errorShare * 100} % of 5xx in
${badMinutes} minutes in a row, then ${DNS_SECONDS} s of DNS; without a domain, until the URLs are changed.`;
}

async function simulate(outcomes: readonly string[], options: Options): Promise<boolean> {
  const { route, calls = DEFAULT_CALLS, concurrency, seed, only } = options;
  const server = readServer(options);
  if (outcomes.length > 0) return playOneCall(server, { route, outcomes }, console.log);
  const random = { calls, concurrency, seed, only };
  const hasKept = await playRandomCalls(server, random, console.log, replayChecks(server));
  if (server.secondUrl !== undefined) console.log(`\n${exposureText()}`);
  if (options.calls === undefined && only === undefined)
    console.log('\nOne call, as its caller hears it: npm run simulate -- busy no-answer connected');
  return hasKept;
}

async function start(outcomes: readonly string[], options: Options): Promise<void> {
  const { route, calls = DEFAULT_CALLS_WITH_FAULTS, concurrency, seed, only, serve, faults } = options;
  const isOther = serve !== undefined || faults || options.calls !== undefined || only !== undefined;
  if (outcomes.length > 0 && isOther)
    throw new UsageError('Outcomes are for one call: neither --calls, --only, --faults nor --serve.');
  if (route !== undefined && outcomes.length === 0)
    throw new UsageError(
      '--route is for one call: name the outcomes of its hand-offs, such as busy connected.',
    );
  if (serve !== undefined) process.exitCode = await runBesides(SCENARIOS_PROGRAM, { name: serve });
  else if (faults) {
    const policyFile = findPolicyFile(options.policy);
    process.exitCode = await runBesides(FAULTS_PROGRAM, { calls, concurrency, seed, policyFile });
  } else process.exitCode = (await simulate(outcomes, options)) ? 0 : 1;
}

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };

/** A server of its own has its own address, token and table. */
const OF_A_SERVER = ['url', 'token', 'table', 'endpoint', 'secondUrl', 'secondRegion'];

const NOTES = `
Outcomes are those of the policy: connected, completed, busy, no-answer, declined, unreachable, unavailable,
refused, unconfirmed, throttled, misconfigured, cancelled, failed, and abandoned, where the caller hangs up.
If the call has more hand-offs than outcomes were named, the last outcome happens to the others too.
The seed decides random calls but for their times and ids, which are new in every run.
Exit code 0 if a call ended as the policy can end it, 1 if a promise was broken, 2 for wrong usage.

npm run simulate                              ${DEFAULT_CALLS} random calls against the server of npm start
npm run simulate -- busy no-answer connected  one call of your first route, as its caller hears it
npm run simulate -- refused busy --route sales
npm run simulate -- --calls 1000 --seed 7     more random calls
npm run simulate -- --calls 300 --faults      the same while DynamoDB and SQS fail
npm run simulate -- --calls 1000 --second-url http://127.0.0.1:3100
                                              the server dies at a random moment of each call; it must run with
                                              FALLBACK_BASE_URL=http://127.0.0.1:3100
npm run simulate -- --serve                   scenarios that test the product under policies of their own`;

endWithReader();
await run(
  program(
    'simulate',
    "Plays Bandwidth's side of whole calls: one call, or random ones whose promises are checked.",
  )
    .argument('[outcomes...]', 'what happens to the hand-offs of one call, in order')
    .option('--route <name>', "the route of the one call (the policy's first)")
    .option('--calls <number>', `how many random calls (${DEFAULT_CALLS})`, wholeNumber(1))
    .option('--seed <number>', 'what decides the random calls', wholeNumber(0), 1)
    .option('--only <number>', 'the random call of this index alone, printed', wholeNumber(0))
    .option('--concurrency <number>', 'random calls at a time', wholeNumber(1), 50)
    .option('--policy <file>', "the server's policy (RECOVERY_FILE, else recovery.json)")
    .option('--url <url>', 'the server (that of PORT, else of DATA_DIR, else http://127.0.0.1:3000)')
    .option('--token <token>', 'its callback token (CALLBACK_TOKEN, else what npm start keeps in DATA_DIR)')
    .option('--table <name>', "outcomes table to read back (OUTCOMES_TABLE, else the local server's)")
    .option('--endpoint <url>', "its DynamoDB, if not AWS's (AWS_ENDPOINT_URL_DYNAMODB)")
    .option(
      '--second-url <url>',
      'another server of the same token: the first dies, and fallback URLs lead to it',
    )
    .option('--second-region <region>', 'where the table has a replica, which is read back too')
    .addOption(
      new Option(
        '--faults',
        'random calls against a server of its own whose database and queue fail',
      ).conflicts(['only', ...OF_A_SERVER]),
    )
    .addOption(
      new Option('--serve [scenario]', 'scenarios, each against a server of its own').conflicts([
        ...['faults', 'calls', 'only', 'policy'],
        ...OF_A_SERVER,
      ]),
    )
    .addHelpText('after', NOTES)
    .action(start),
);
