import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { program } from '../usage/program.ts';
import { refuseBlank } from '../usage/read-options.ts';
import { isToken, TOKEN_RULE } from '../usage/token-rule.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import type { OutcomesTable } from './stored.ts';

/** Which calls are played, and how. */
interface Play {
  /** Play scenarios against local servers of our own, one for each policy. */
  readonly serve?: boolean;
  /** Play random calls against a server of our own whose database and queue fail. */
  readonly faults?: boolean;
  readonly scenario: readonly string[];
  readonly verbose?: boolean;
  /** Random calls to play; without it the scenarios are played. */
  readonly calls?: number;
  readonly concurrency: number;
  readonly seed: number;
  /** The index of the one random call to play. */
  readonly only?: number;
  /** The limit of hand-offs, where it is not the policy file's. */
  readonly attempts?: number;
  readonly silentHangups?: boolean;
}

interface Options extends Play {
  readonly url?: string;
  readonly token?: string;
  readonly table?: string;
  readonly endpoint?: string;
  readonly policy?: string;
}

/** What `npm run simulate` is told. */
export interface Settings extends Play {
  readonly baseUrl: string;
  /** Blank where the server is our own. */
  readonly token: string;
  /** The outcomes table, where one is reachable. */
  readonly table: OutcomesTable | undefined;
  /** The policy file of the server. */
  readonly policyFile: string;
  readonly runName: string;
}

const EXAMPLES = `
npm run simulate                            the scenarios that fit the server's policy
npm run simulate -- --serve                 all scenarios, each against a server of its own
npm run simulate -- --calls 1000 --seed 7   random calls, with the invariants checked
npm run simulate -- --calls 300 --faults    the same while DynamoDB and SQS fail, against a server of its own`;

const wholeNumber =
  (least: number) =>
  (text: string): number => {
    if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
    throw new InvalidArgumentError(`It must be a whole number from ${least}.`);
  };

/** A server of our own has its own address, token and table, and its random calls are no scenarios. */
const OF_A_SERVER = ['url', 'token', 'table', 'endpoint'];

const simulate = (): Command =>
  program('simulate', "Plays Bandwidth's side of whole calls against a server.")
    .option('--url <url>', 'the server (http://127.0.0.1:3000; its port from PORT)')
    .option('--token <token>', 'its callback token (CALLBACK_TOKEN, else what npm start keeps in DATA_DIR)')
    .option('--table <name>', "outcomes table to read back (OUTCOMES_TABLE, else the local server's)")
    .option('--endpoint <url>', "its DynamoDB, if not AWS's (AWS_ENDPOINT_URL_DYNAMODB)")
    .option('--policy <file>', "the server's policy (RECOVERY_FILE, else recovery.json)")
    .addOption(
      new Option('--serve', 'all scenarios, each against a server of its own').conflicts([
        'faults',
        'calls',
        'only',
        ...OF_A_SERVER,
      ]),
    )
    .addOption(
      new Option('--scenario <name>', 'only this scenario; may be repeated')
        .default([], 'all')
        .argParser((name, names: readonly string[]) => [...names, name])
        .conflicts(['faults', 'calls', 'only']),
    )
    .option('--verbose', 'print every call, not only those that went wrong')
    .option('--calls <number>', 'random calls instead of scenarios', wholeNumber(1))
    .addOption(
      new Option('--faults', '300 random calls, or --calls, while DynamoDB and SQS fail').conflicts([
        'only',
        ...OF_A_SERVER,
      ]),
    )
    .option('--concurrency <number>', 'calls at a time', wholeNumber(1), 50)
    .option('--seed <number>', 'what decides the random calls', wholeNumber(0), 1)
    .option('--only <number>', 'the random call of this index alone, printed', wholeNumber(0))
    .option('--attempts <number>', "limit of hand-offs in a call (the policy's, else 10)", wholeNumber(1))
    .option('--silent-hangups', 'the policy hangs up without a prompt on purpose')
    .addHelpText('after', EXAMPLES);

function readUrl(source: string, text: string): string {
  if (/^https?:$/.test(URL.parse(text)?.protocol ?? '')) return text;
  throw new UsageError(`${source} must be a URL such as http://127.0.0.1:3000, not "${text}".`);
}

function readPort(text: string): string {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return text;
  throw new UsageError(`PORT must be a number from 0 to 65535, not "${text}".`);
}

function checkToken(token: string, source: string): string {
  if (isToken(token)) return token;
  throw new UsageError(`${source} must be made of ${TOKEN_RULE}`);
}

/** The token that was given, or the one that the local server keeps. */
function findToken(option: string | undefined, variable: string | undefined, dataDirectory: string): string {
  if (option !== undefined) return checkToken(option, '--token');
  if (variable !== undefined) return checkToken(variable, 'CALLBACK_TOKEN');
  const file = join(dataDirectory, 'callback-token');
  let kept: string;
  try {
    kept = readFileSync(file, 'utf8').trim();
  } catch {
    throw new UsageError(
      `No callback token: give --token or CALLBACK_TOKEN, or start the local server, which keeps one in ${file}.`,
    );
  }
  return checkToken(kept, file);
}

/**
 * Reads arguments, then environment, then defaults.
 * @param findAddress where the server of a data folder keeps its outcomes
 * @throws {UsageError} for the first mistake
 */
export function readSettings(
  given: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
  findAddress: (dataDirectory: string) => OutcomesTable | undefined,
): Settings {
  const options = simulate().parse(given, { from: 'user' }).opts<Options>();
  refuseBlank(options);
  const { url, token, table, endpoint, policy, ...play } = options;
  if (policy && !existsSync(policy)) throw new Failure(`There is no policy file ${policy}.`);
  const variable = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const dataDirectory = variable('DATA_DIR') ?? '.data';
  const tableName = table ?? variable('OUTCOMES_TABLE');
  const endpointText = endpoint ?? variable('AWS_ENDPOINT_URL_DYNAMODB');
  const named = {
    tableName: tableName ?? 'outcomes',
    endpoint: endpointText && readUrl('--endpoint', endpointText),
  };
  const isElsewhere = tableName !== undefined || endpointText !== undefined;
  const found = url === undefined ? findAddress(dataDirectory) : undefined;
  return {
    ...play,
    baseUrl: readUrl('--url', url ?? `http://127.0.0.1:${readPort(variable('PORT') ?? '3000')}`),
    token: play.serve || play.faults ? '' : findToken(token, variable('CALLBACK_TOKEN'), dataDirectory),
    table: isElsewhere ? named : found,
    policyFile: policy ?? variable('RECOVERY_FILE') ?? 'recovery.json',
    runName: `${Date.now()}`,
  };
}
