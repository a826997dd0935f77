import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { DEFAULT_POLICY_FILE, PolicyFileError, readPolicyFile } from '../../lib/policy-file.ts';
import { explain } from './explain.ts';
import { explanationText, refusalText } from './explanation-text.ts';
import { policyTable } from './policy-table.ts';
import type { HandOffOptions } from './received.ts';
import { policyTableText } from './table-text.ts';
import { UsageError } from './usage-error.ts';

interface Options extends HandOffOptions {
  readonly url?: string;
  readonly policy: string;
  readonly all?: boolean;
  readonly json?: boolean;
}

/** What is to be printed, and whether the event could be handled. */
interface Printed {
  readonly text: string;
  readonly exitCode: number;
}

const toJson = (value: unknown): string => JSON.stringify(value, undefined, 2);

function readEvent(file: string): string {
  try {
    return readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (cause) {
    throw new UsageError(`cannot read the event ${file}: ${(cause as Error).message}`, { cause });
  }
}

function explainAll({ policy: file, route, json }: Options): Printed {
  const policy = readPolicyFile(file);
  const tables = policyTable(policy).filter((table) => route === undefined || table.route?.name === route);
  if (tables.length === 0) throw new UsageError(`${file} has no route "${route}"`);
  return { text: json ? toJson(tables) : policyTableText(tables, policy), exitCode: 0 };
}

function explainEvent(file: string, { policy, url, json, ...handOff }: Options): Printed {
  const explained = explain({ body: readEvent(file), url, handOff }, readPolicyFile(policy));
  const refused = 'issues' in explained;
  const text = json ? toJson(explained) : refused ? refusalText(explained) : explanationText(explained);
  return { text, exitCode: refused ? 1 : 0 };
}

const program = (environment: NodeJS.ProcessEnv): Command =>
  new Command('npm run explain --')
    .description('Tells what a callback would be answered, and why. Nothing is sent, and nothing stored.')
    .argument('[event]', 'a file with the JSON of one event; - reads it from standard input')
    .option('--route <name>', 'the route that the URL names; with --all, the only one to print')
    .option('--destination <destination>', 'where the ended hand-off went')
    .option('--attempt <number>', 'which hand-off of its call it was')
    .option('--retries <number>', 'how often its destination had been retried')
    .option('--url <url>', 'the URL that is called, such as refer-complete?attempt=2&destination=sip%3A…')
    .option('--policy <file>', 'the policy file', environment.RECOVERY_FILE || DEFAULT_POLICY_FILE)
    .option('--all', 'print the whole decision table of the policy instead')
    .option('--json', 'print JSON')
    .configureHelp({ helpWidth: 100 });

/**
 * Runs the command; exits 1 where the event would be refused.
 * @throws {UsageError | PolicyFileError} whose message is all that needs to be seen
 */
export function run(argv: readonly string[], environment: NodeJS.ProcessEnv): Printed {
  const command = program(environment).parse(argv, { from: 'user' });
  const options = command.opts<Options>();
  const [file] = command.args;
  if (options.all && file === undefined) return explainAll(options);
  if (options.all || file === undefined) throw new UsageError('either an event or --all; --help tells more');
  return explainEvent(file, options);
}

/** Tells mistakes of the person who runs the command from defects of ours. */
export const isMistake = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof PolicyFileError;
