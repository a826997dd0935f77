import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { typed } from '../../lib/checkout.ts';
import { DNS_SECONDS, exposureSeconds, FAILOVER_RULE } from '../../lib/failover/times.ts';
import { PolicyFileError, readPolicyFile } from '../../lib/policy/policy-file.ts';
import { dynamoDbClient } from '../aws/dynamodb-client.ts';
import { UNCHANGED, unchanged } from '../explain/replay/unchanged.ts';
import { playOneCall } from '../one-call/play.ts';
import { endWithReader } from '../print/standard-output.ts';
import { outcomeReader } from '../reader/reader.ts';
import type { Check } from '../simulator/load/run.ts';
import { playRandomCalls } from '../simulator/run-load.ts';
import { readServer, type ServerOptions, type ServerSettings } from '../simulator/settings.ts';
import { program } from '../usage/program.ts';
import { wholeNumber } from '../usage/read-options.ts';
import { UsageError } from '../usage/usage-error.ts';

/** The options of {@link simulateProgram}. */
export interface SimulateOptions extends ServerOptions {
  readonly route?: string;
  readonly at?: string;
  readonly from?: string;
  readonly to?: string;
  readonly tag?: string;
  readonly context?: string;
  readonly press?: string;
  readonly calls?: number;
  readonly concurrency: number;
  readonly seed: number;
  readonly only?: number;
}

const DEFAULT_CALLS = 20;

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

async function play(outcomes: readonly string[], options: SimulateOptions): Promise<boolean> {
  const { calls = DEFAULT_CALLS, concurrency, seed, only } = options;
  const server = readServer(options);
  if (outcomes.length > 0) return playOneCall(server, { ...options, outcomes }, console.log);
  const random = { calls, concurrency, seed, only };
  const hasKept = await playRandomCalls(server, random, console.log, replayChecks(server));
  if (server.secondUrl !== undefined) console.log(`\n${exposureText()}`);
  if (options.calls === undefined && only === undefined)
    console.log(`\nOne call, as its caller hears it: ${typed('simulate', 'busy no-answer connected')}`);
  return hasKept;
}

/** Options that random calls do not have. */
export const OF_ONE_CALL = ['route', 'at', 'from', 'to', 'tag', 'context', 'press'] as const;

/** Plays what was asked for, and sets the exit code. */
export async function simulate(outcomes: readonly string[], options: SimulateOptions): Promise<void> {
  const { calls, only } = options;
  if (outcomes.length > 0 && (calls !== undefined || only !== undefined))
    throw new UsageError('Outcomes are for one call: neither --calls nor --only.');
  const given = OF_ONE_CALL.find((name) => options[name] !== undefined);
  if (given !== undefined && outcomes.length === 0)
    throw new UsageError(
      `--${given} is for one call: name the outcomes of its hand-offs, such as busy connected.`,
    );
  process.exitCode = (await play(outcomes, options)) ? 0 : 1;
}

const NOTES = `
Outcomes are those of the policy: connected, completed, busy, no-answer, declined, unreachable, unavailable,
refused, unconfirmed, throttled, misconfigured, cancelled, failed, not-accepted (a mailbox answers), and
abandoned, where the caller hangs up.
If the call has more hand-offs than outcomes were named, the last outcome happens to the others too.
The seed decides random calls but for their times and ids, which are new in every run.
Exit code 0 if a call ended as the policy can end it, 1 if a promise was broken, 2 for wrong usage.

${typed('simulate')}
  ${DEFAULT_CALLS} random calls against the local server
${typed('simulate', 'busy no-answer connected')}
  one call of your first route, as its caller hears it; --route sales takes another
${typed('simulate', '--calls 1000 --seed 7')}
  more random calls
${typed('simulate', '--calls 1000 --second-url http://127.0.0.1:3100')}
  the server dies at a random moment of each call; it must run with FALLBACK_BASE_URL=http://127.0.0.1:3100`;

/** The program that plays Bandwidth's side of calls against a server. */
export function simulateProgram(): Command {
  endWithReader();
  return program(
    'simulate',
    "Plays Bandwidth's side of whole calls: one call, or random ones whose promises are checked.",
  )
    .argument('[outcomes...]', 'what happens to the hand-offs of one call, in order')
    .option('--route <name>', "the route of the one call (the policy's first)")
    .option('--at <time>', 'when it begins (now); without a zone on the clock of the hours of its route')
    .option('--from <party>', 'who calls: a number, a SIP URI or a word such as Anonymous')
    .option(
      '--to <party>',
      'who is called: a number or a SIP URI; without --route the first route that matches',
    )
    .option('--tag <text>', 'the tag of the call')
    .option('--context <key>', 'the context in its first URL')
    .option(
      '--press <keys>',
      'keys of the caller in menus, in order: 2,nothing,wrong,hangup (the first that is named)',
    )
    .option('--calls <number>', `how many random calls (${DEFAULT_CALLS})`, wholeNumber(1))
    .option('--seed <number>', 'what decides the random calls', wholeNumber(0), 1)
    .option('--only <number>', 'the random call of this index alone, printed', wholeNumber(0))
    .option('--concurrency <number>', 'random calls at a time', wholeNumber(1), 50)
    .option('--policy <file>', "the server's policy (RECOVERY_FILE, else recovery.json)")
    .option('--url <url>', 'the server (that of PORT, else of DATA_DIR, else http://127.0.0.1:3000)')
    .option(
      '--token <token>',
      'its callback token (CALLBACK_TOKEN, else what the local server keeps in DATA_DIR)',
    )
    .option('--table <name>', "outcomes table to read back (OUTCOMES_TABLE, else the local server's)")
    .option('--endpoint <url>', "its DynamoDB, if not AWS's (AWS_ENDPOINT_URL_DYNAMODB)")
    .option(
      '--second-url <url>',
      'another server of the same token: the first dies, and fallback URLs lead to it',
    )
    .option('--second-region <region>', 'where the table has a replica, which is read back too')
    .addHelpText('after', NOTES)
    .action(simulate);
}
