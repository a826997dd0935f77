import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findAddress } from '../../local/address-file.ts';
import { isToken, TOKEN_RULE } from '../../local/callback-token.ts';
import { readOptions, readWholeNumber } from '../../usage/read-options.ts';
import { Failure, UsageError } from '../../usage/usage-error.ts';
import type { OutcomesTable } from '../stored.ts';

/** What `npm run simulate` is told. */
export interface Settings {
  readonly baseUrl: string;
  readonly token: string;
  /** The outcomes table, where one is reachable. */
  readonly table: OutcomesTable | undefined;
  /** The policy file of the server. */
  readonly policyFile: string;
  /** Play scenarios against local servers of our own, one for each policy. */
  readonly serve: boolean;
  /** Play random calls against a server of our own whose database and queue fail. */
  readonly faults: boolean;
  readonly scenarios: readonly string[];
  readonly verbose: boolean;
  /** Random calls to play; 0 plays the scenarios. */
  readonly calls: number;
  readonly concurrency: number;
  readonly seed: number;
  readonly runName: string;
  readonly onlyIndex: number | undefined;
  /** The limit of hand-offs, where it is not the policy file's. */
  readonly attempts: number | undefined;
  readonly silentHangups: boolean;
}

export const USAGE = `Plays Bandwidth's side of whole calls against a server.

npm run simulate                               the scenarios that fit the server's policy
npm run simulate -- --serve                    all scenarios, each against a server of its own
npm run simulate -- --calls 1000 --seed 7      random calls, with the invariants checked
npm run simulate -- --calls 300 --faults       the same with DynamoDB and SQS failing, against a server of its own

  --url URL          the server (http://127.0.0.1:3000; its port from PORT)
  --token TOKEN      its callback token (CALLBACK_TOKEN, else what npm start keeps in DATA_DIR)
  --table NAME       outcomes table to read back (OUTCOMES_TABLE, else the local server's)
  --endpoint URL     its DynamoDB, if not AWS's (AWS_ENDPOINT_URL_DYNAMODB)
  --policy FILE      the server's policy (RECOVERY_FILE, else recovery.json)
  --scenario NAME    only this scenario; may be repeated
  --verbose          print every call, not only those that went wrong
  --concurrency N    calls at a time (50)
  --seed N           what decides the random calls (1)
  --only N           the random call of this index alone, printed
  --attempts N       limit of hand-offs in a call (the policy's, else 10)
  --silent-hangups   the policy hangs up without a prompt on purpose`;

type Variables = Readonly<Record<string, string | undefined>>;

const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  table: { type: 'string' },
  endpoint: { type: 'string' },
  policy: { type: 'string' },
  scenario: { type: 'string', multiple: true },
  serve: { type: 'boolean' },
  faults: { type: 'boolean' },
  verbose: { type: 'boolean' },
  calls: { type: 'string' },
  concurrency: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
  attempts: { type: 'string' },
  'silent-hangups': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** Options that say which server, and where its outcomes are. */
const OF_A_SERVER = ['url', 'token', 'table', 'endpoint'];

const HELP = 'npm run simulate -- --help says what there is.';

/** @throws {UsageError} for options of which one would be passed over */
function refuseTogether(given: object, one: string, others: readonly string[]): void {
  const other = others.find((name) => name in given);
  if (one in given && other) throw new UsageError(`--${one} and --${other} do not go together.\n${HELP}`);
}

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
 * Reads arguments, then environment, then defaults; `undefined` when only help was asked for.
 * @throws {UsageError} for the first mistake
 */
export function readSettings(argumentsGiven: readonly string[], variables: Variables): Settings | undefined {
  const { values: given } = readOptions({ args: [...argumentsGiven], options: OPTIONS }, `\n${HELP}`);
  if (given.help) return undefined;
  // A server of our own has its own address, token and table, and random calls are no scenarios.
  refuseTogether(given, 'serve', ['faults', 'calls', 'only', ...OF_A_SERVER]);
  refuseTogether(given, 'faults', ['only', ...OF_A_SERVER]);
  for (const random of ['faults', 'calls', 'only']) refuseTogether(given, random, ['scenario']);
  const variable = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const number = (
    name: 'calls' | 'concurrency' | 'seed' | 'attempts' | 'only',
    otherwise: string,
    least: number,
  ) => readWholeNumber(name, given[name] ?? otherwise, least);

  if (given.policy && !existsSync(given.policy))
    throw new Failure(`There is no policy file ${given.policy}.`);
  const baseUrl = readUrl('--url', given.url ?? `http://127.0.0.1:${readPort(variable('PORT') ?? '3000')}`);
  const dataDirectory = variable('DATA_DIR') ?? '.data';
  const serve = given.serve ?? false;
  const faults = given.faults ?? false;
  const calls = number('calls', faults ? '300' : '0', faults ? 1 : 0);
  const tableName = given.table ?? variable('OUTCOMES_TABLE');
  const endpointText = given.endpoint ?? variable('AWS_ENDPOINT_URL_DYNAMODB');
  const endpoint = endpointText && readUrl('--endpoint', endpointText);
  const isLocal = given.url === undefined && !tableName && !endpoint;
  const onlyIndex = given.only === undefined ? undefined : number('only', '0', 0);
  return {
    baseUrl,
    token: serve || faults ? '' : findToken(given.token, variable('CALLBACK_TOKEN'), dataDirectory),
    table: isLocal
      ? findAddress(dataDirectory)
      : tableName || endpoint
        ? { tableName: tableName ?? 'outcomes', endpoint }
        : undefined,
    policyFile: given.policy ?? variable('RECOVERY_FILE') ?? 'recovery.json',
    serve,
    faults,
    scenarios: given.scenario ?? [],
    verbose: given.verbose ?? false,
    calls: onlyIndex === undefined ? calls : Math.max(1, calls),
    concurrency: number('concurrency', '50', 1),
    seed: number('seed', '1', 0),
    runName: `${Date.now()}`,
    onlyIndex,
    attempts: given.attempts === undefined ? undefined : number('attempts', '', 1),
    silentHangups: given['silent-hangups'] ?? false,
  };
}
