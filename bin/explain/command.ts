import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Accepted } from '../../functions/recovery/decision.ts';
import { utcTime } from '../../functions/recovery/event-time.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { parseDestination } from '../../functions/recovery/read-destination.ts';
import { DEFAULT_POLICY_FILE } from '../../lib/policy/policy-file.ts';
import { DOCUMENTED_EVENTS, type DocumentedEvent } from '../documented-events/documented-events.ts';
import { addTableOptions } from '../table/options.ts';
import { didYouMean } from '../usage/nearest.ts';
import { readPolicyOf, routeNamed } from '../usage/policy.ts';
import { program } from '../usage/program.ts';
import { wholeNumber } from '../usage/read-options.ts';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { checkPolicy } from './check.ts';
import { policyTable } from './decision-table.ts';
import { explain } from './explain.ts';
import { explanationText, warningsText } from './explanation-text.ts';
import { toJson } from './json.ts';
import type { HandOffOptions } from './received.ts';
import type { ReplayOptions } from './replay/replay.ts';
import { policyTableText } from './table-text.ts';
import { policyWeek } from './week.ts';
import { weekText } from './week-text.ts';

interface Options extends Omit<HandOffOptions, 'since'>, ReplayOptions {
  readonly url?: string;
  readonly policy: string;
  readonly all?: boolean;
  readonly check?: boolean;
  readonly strict?: boolean;
  readonly replay?: boolean;
  readonly at?: string;
  readonly accepted?: Accepted;
  /** A date, or `true` for today on the clock of each route. */
  readonly week?: string | true;
}

function readEvent(file: string): string {
  if (Object.hasOwn(DOCUMENTED_EVENTS, file))
    return JSON.stringify(DOCUMENTED_EVENTS[file as DocumentedEvent]);
  try {
    return readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (cause) {
    const meant = didYouMean(file, Object.keys(DOCUMENTED_EVENTS));
    throw new Failure(`cannot read the event ${file}: ${(cause as Error).message}.${meant}`, { cause });
  }
}

/** The policy, which has the route where one was named. */
function readPolicy({ policy: file, route }: Options): Policy {
  const policy = readPolicyOf(file);
  if (route !== undefined) routeNamed(policy, route);
  return policy;
}

/** Prints a text, and of what the policy is warned: beside JSON, which cannot say so itself. */
function print(text: string, policy: Policy, json = false): void {
  console.log(text);
  const warnings = warningsText(policy);
  if (warnings !== '') (json ? console.error : console.log)(warnings);
}

function explainAll(options: Options): void {
  const { route, json, at } = options;
  const policy = readPolicy(options);
  const tables = policyTable(policy, at).filter(
    (table) => route === undefined || table.route?.name === route,
  );
  print(json ? toJson(tables) : policyTableText(tables, policy, at), policy, json);
}

function explainWeek(options: Options, now: Date): void {
  const { route, json, week } = options;
  const policy = readPolicy(options);
  const routes = policy.routes.filter(({ name }) => route === undefined || name === route);
  const weeks = policyWeek({ ...policy, routes }, typeof week === 'string' ? week : now);
  print(json ? toJson(weeks) : weekText(weeks, policy), policy, json);
}

function explainEvent(file: string, options: Options): void {
  const { url, json, at, route, destination, attempt, retries, accepted } = options;
  const handOff = { route, destination, attempt, retries };
  const policy = readPolicy(options);
  const { explanation, details } = explain({ body: readEvent(file), url, handOff, at, accepted }, policy);
  const text = json ? toJson({ ...explanation, ...details }) : explanationText(explanation);
  print(text, policy, json);
  if ('issues' in explanation) process.exitCode = 1;
}

/** Reads a count as our URLs have it. */
const readCount = (least: number) => (text: string) => String(wholeNumber(least, 999_999)(text));

/** Reads a destination as our URLs have it. */
function readDestination(text: string): string {
  if (parseDestination(text)) return text;
  throw new InvalidArgumentError(
    'It must be a sip: URI, an E.164 number such as +15551234567, or up to 8 of them separated by commas.',
  );
}

/** Reads a share of the calls: `5%`, `0.5`. */
function readPercent(text: string): number {
  const percent = Number(/^(\d{1,3}(?:\.\d+)?) ?%?$/.exec(text.trim())?.[1] ?? Number.NaN);
  if (percent <= 100) return percent;
  throw new InvalidArgumentError('It must be a percentage such as 5%.');
}

/** Reads a time as Bandwidth's events have it. */
function readTime(text: string): string {
  const time = utcTime(text);
  if (time !== undefined) return time;
  throw new InvalidArgumentError('It must be a time with its zone, such as 2026-12-25T18:00Z.');
}

/** Reads a date. */
function readDate(text: string): string {
  if (utcTime(`${text}T00:00Z`)?.startsWith(text)) return text;
  throw new InvalidArgumentError('It must be a date, such as 2026-12-21.');
}

/** Options that say something of one event. */
const OF_AN_EVENT = ['destination', 'attempt', 'retries', 'url', 'accepted'];

/** Options that say what is decided again, by what they are called. */
const OF_A_REPLAY = ['since', 'until', 'failAbove', 'table', 'stack', 'endpoint', 'region'] as const;

/** @throws {UsageError} for an option that only a replay has */
function checkNoReplay(options: Options): void {
  const given = OF_A_REPLAY.find((name) => options[name] !== undefined);
  const option = given?.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (option !== undefined) throw new UsageError(`--${option} is for --replay.`);
}

/** The command line; exits 1 where the event would be refused. */
export const explainProgram = (environment: NodeJS.ProcessEnv): Command => {
  const command = program(
    'explain',
    'Tells what a callback would be answered, and why. Nothing is sent, and nothing stored.',
  )
    .argument(
      '[event]',
      'a file with the JSON of one event, or the name of a documented one; - reads standard input',
    )
    .addHelpText('after', `\nDocumented events: ${Object.keys(DOCUMENTED_EVENTS).join(', ')}`)
    .option('--route <name>', 'the route that the URL names; with --all or --week, the only one to print')
    .option('--destination <destination>', 'where the ended hand-off went', readDestination)
    .option('--attempt <number>', 'which hand-off of its call it was', readCount(1))
    .option('--retries <number>', 'how often its destination had been retried', readCount(0))
    .addOption(
      new Option(
        '--accepted <what>',
        'where the URL says that the callee was asked: whether the key is stored (absent)',
      ).choices(['found', 'absent', 'unread'] satisfies Accepted[]),
    )
    .option('--url <url>', 'the URL that is called, such as refer-complete?attempt=2&destination=sip%3A…')
    .option('--policy <file>', 'the policy file', environment.RECOVERY_FILE || DEFAULT_POLICY_FILE)
    .addOption(
      new Option('--check', 'tell only whether the policy is right; exit 1 with its mistakes').conflicts([
        ...OF_AN_EVENT,
        ...['all', 'week', 'replay', 'route', 'at', 'json'],
      ]),
    )
    .option('--strict', 'with --check: exit 1 with warnings, too')
    .addOption(
      new Option('--all', 'print the whole decision table of the policy instead').conflicts([
        'week',
        ...OF_AN_EVENT,
      ]),
    )
    .addOption(
      new Option('--week [date]', 'print when destinations are open in the week of a date (today) instead')
        .argParser(readDate)
        .conflicts(['at', ...OF_AN_EVENT]),
    )
    .option(
      '--at <time>',
      'the time of the event, or of the whole table, such as 2026-12-25T18:00Z',
      readTime,
    )
    .addOption(
      new Option('--replay', 'decide stored outcomes again, and print what would have changed').conflicts([
        ...OF_AN_EVENT,
        'all',
        'week',
        'at',
        'route',
      ]),
    )
    .option('--json', 'print JSON')
    .optionsGroup('With --replay:')
    .option('--since <time>', 'outcomes from this time on: 2h, yesterday, 2026-11-21T09:30Z (default: 7d)')
    .option('--until <time>', 'outcomes before this time (default: now)')
    .option('--fail-above <percent>', 'exit 1 if more calls would have changed, such as 5%', readPercent);
  return addTableOptions(command).action(async (file: string | undefined, options: Options) => {
    if (options.replay && file === undefined) {
      // Loaded only here: it brings AWS's client.
      const { replay } = await import('./replay/replay.ts');
      return replay(options, readPolicy(options));
    }
    if (options.replay) throw new UsageError('--replay reads stored outcomes, and no event');
    checkNoReplay(options);
    const { all, week, check, strict } = options;
    if (strict && !check) throw new UsageError('--strict is for --check.');
    if ((all || week || check) === undefined ? file === undefined : file !== undefined)
      throw new UsageError('either an event, --all, --week, --check or --replay; --help tells more');
    if (file !== undefined) explainEvent(file, options);
    else if (check) checkPolicy(options.policy, strict);
    else if (all) explainAll(options);
    else explainWeek(options, new Date());
  });
};
