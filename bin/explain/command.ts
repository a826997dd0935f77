import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Policy } from '../../functions/recovery/policy.ts';
import { parseDestination } from '../../functions/recovery/read-destination.ts';
import { DEFAULT_POLICY_FILE } from '../../lib/policy/policy-file.ts';
import { didYouMean } from '../usage/nearest.ts';
import { readPolicyOf } from '../usage/policy.ts';
import { program } from '../usage/program.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { policyTable } from './decision-table.ts';
import { explain } from './explain.ts';
import { explanationText, warningsText } from './explanation-text.ts';
import type { HandOffOptions } from './received.ts';
import { policyTableText } from './table-text.ts';

interface Options extends HandOffOptions {
  readonly url?: string;
  readonly policy: string;
  readonly all?: boolean;
  readonly json?: boolean;
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
  const policy = readPolicyOf(file);
  const names = policy.routes.map(({ name }) => name);
  if (route === undefined || names.includes(route)) return policy;
  const routes = names.length === 0 ? ' It has no routes.' : ` Its routes: ${names.join(', ')}.`;
  throw new UsageError(`${file} has no route "${route}".${didYouMean(route, names)}${routes}`);
}

/** Prints a text, and of what the policy is warned: beside JSON, which cannot say so itself. */
function print(text: string, policy: Policy, json = false): void {
  console.log(text);
  const warnings = warningsText(policy);
  if (warnings !== '') (json ? console.error : console.log)(warnings);
}

function explainAll(options: Options): void {
  const { route, json } = options;
  const policy = readPolicy(options);
  const tables = policyTable(policy).filter((table) => route === undefined || table.route?.name === route);
  print(json ? toJson(tables) : policyTableText(tables, policy), policy, json);
}

function explainEvent(file: string, options: Options): void {
  const { url, json, route, destination, attempt, retries } = options;
  const handOff = { route, destination, attempt, retries };
  const policy = readPolicy(options);
  const explained = explain({ body: readEvent(file), url, handOff }, policy);
  print(json ? toJson(explained) : explanationText(explained), policy, json);
  if ('issues' in explained) process.exitCode = 1;
}

/** Reads a count as our URLs have it. */
const readCount =
  (least: number) =>
  (text: string): string => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least) return text;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to 999999.`);
  };

/** Reads a destination as our URLs have it. */
function readDestination(text: string): string {
  if (parseDestination(text)) return text;
  throw new InvalidArgumentError(
    'It must be a sip: URI, an E.164 number such as +15551234567, or up to 8 of them separated by commas.',
  );
}

/** Options that say something of one event. */
const OF_AN_EVENT = ['destination', 'attempt', 'retries', 'url'];

/** The command line; exits 1 where the event would be refused. */
export const explainProgram = (environment: NodeJS.ProcessEnv): Command =>
  program('explain', 'Tells what a callback would be answered, and why. Nothing is sent, and nothing stored.')
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
    .action((file: string | undefined, options: Options) => {
      if (options.all && file === undefined) return explainAll(options);
      if (options.all || file === undefined)
        throw new UsageError('either an event or --all; --help tells more');
      explainEvent(file, options);
    });
