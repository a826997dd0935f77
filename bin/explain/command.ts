import { readFileSync } from 'node:fs';
import { Command, Option } from 'commander';
import type { Policy } from '../../functions/recovery/policy.ts';
import { DEFAULT_POLICY_FILE, PolicyFileError, readPolicyFile } from '../../lib/policy/policy-file.ts';
import { exitOf } from '../usage/command-exit.ts';
import { didYouMean } from '../usage/nearest.ts';
import { refuseBlank } from '../usage/read-options.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { explain } from './explain.ts';
import { explanationText, refusalText, warningsText } from './explanation-text.ts';
import { readCount, readDestination } from './hand-off-options.ts';
import { policyTable } from './policy-table.ts';
import type { HandOffOptions } from './received.ts';
import { policyTableText } from './table-text.ts';

interface Options extends HandOffOptions {
  readonly url?: string;
  readonly policy: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** What is to be printed, and whether the event could be handled. */
interface Printed {
  readonly text: string;
  /** What the policy is warned of, where the text is JSON and cannot say so itself. */
  readonly warnings: string;
  readonly exitCode: number;
}

const toJson = (value: unknown): string => JSON.stringify(value, undefined, 2);

function readEvent(file: string): string {
  try {
    return readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (cause) {
    throw new Failure(`cannot read the event ${file}: ${(cause as Error).message}`, { cause });
  }
}

/** The policy, which has the route where one was named. */
function readPolicy({ policy: file, route }: Options): Policy {
  const policy = policyOf(file);
  const names = policy.routes.map(({ name }) => name);
  if (route === undefined || names.includes(route)) return policy;
  const routes = names.length === 0 ? ' It has no routes.' : ` Its routes: ${names.join(', ')}.`;
  throw new UsageError(`${file} has no route "${route}".${didYouMean(route, names)}${routes}`);
}

function policyOf(file: string): Policy {
  try {
    return readPolicyFile(file);
  } catch (error) {
    throw error instanceof PolicyFileError ? new Failure(error.message, { cause: error }) : error;
  }
}

function printed(
  text: string,
  policy: Policy,
  { json = false, exitCode }: { readonly json: boolean | undefined; readonly exitCode: number },
): Printed {
  const warnings = warningsText(policy);
  if (json || warnings === '') return { text, warnings, exitCode };
  return { text: `${text}\n${warnings}`, warnings: '', exitCode };
}

function explainAll(options: Options): Printed {
  const { route, json } = options;
  const policy = readPolicy(options);
  const tables = policyTable(policy).filter((table) => route === undefined || table.route?.name === route);
  return printed(json ? toJson(tables) : policyTableText(tables, policy), policy, { json, exitCode: 0 });
}

function explainEvent(file: string, options: Options): Printed {
  const { url, json, route, destination, attempt, retries } = options;
  const handOff = { route, destination, attempt, retries };
  const policy = readPolicy(options);
  const explained = explain({ body: readEvent(file), url, handOff }, policy);
  const refused = 'issues' in explained;
  const text = json ? toJson(explained) : refused ? refusalText(explained) : explanationText(explained);
  return printed(text, policy, { json, exitCode: refused ? 1 : 0 });
}

/** Options that say something of one event. */
const OF_AN_EVENT = ['destination', 'attempt', 'retries', 'url'];

const program = (environment: NodeJS.ProcessEnv): Command =>
  new Command('npm run explain --')
    .description('Tells what a callback would be answered, and why. Nothing is sent, and nothing stored.')
    .argument('[event]', 'a file with the JSON of one event; - reads it from standard input')
    .option('--route <name>', 'the route that the URL names; with --all, the only one to print')
    .option('--destination <destination>', 'where the ended hand-off went', readDestination)
    .option('--attempt <number>', 'which hand-off of its call it was', readCount(1))
    .option('--retries <number>', 'how often its destination had been retried', readCount(0))
    .option('--url <url>', 'the URL that is called, such as refer-complete?attempt=2&destination=sip%3A…')
    .option('--policy <file>', 'the policy file', environment.RECOVERY_FILE || DEFAULT_POLICY_FILE)
    .addOption(
      new Option('--all', 'print the whole decision table of the policy instead').conflicts(OF_AN_EVENT),
    )
    .option('--json', 'print JSON')
    .configureHelp({ helpWidth: 100 })
    .exitOverride(exitOf);

/**
 * Runs the command; exits 1 where the event would be refused.
 * @throws {UsageError} whose message is all that needs to be seen
 */
export function run(argv: readonly string[], environment: NodeJS.ProcessEnv): Printed {
  const command = program(environment).parse(argv, { from: 'user' });
  const options = command.opts<Options>();
  refuseBlank(options);
  const [file] = command.args;
  if (options.all && file === undefined) return explainAll(options);
  if (options.all || file === undefined) throw new UsageError('either an event or --all; --help tells more');
  return explainEvent(file, options);
}
