import { styleText } from 'node:util';
import type { Decision } from '../../functions/recovery/decision.ts';
import { canBeReferred, type Destination, formatDestination } from '../../functions/recovery/destination.ts';
import { ALWAYS } from '../../functions/recovery/hours.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { HandOffVerb } from '../../functions/recovery/outcome.ts';
import { MATCH_FIELDS, type Policy, type Route } from '../../functions/recovery/policy.ts';
import { needsTransfer, optionsFor } from '../../functions/recovery/transfer-options.ts';
import { showInvisible } from '../../lib/policy/invisible.ts';
import { fold, REPORT_COLUMNS } from '../print/fold.ts';
import { askWords, promptWords, stepWords, waitWords } from '../words/steps.ts';
import type { Conversation, RouteTable, TableRow, WrittenDecision } from './decision-table.ts';
import { hoursWords } from './hours-words.ts';
import { toJson } from './json.ts';

/** Outcome, attempt, from where, step; where the call goes has the rest of the line. */
const WIDTHS = [14, 3, 31, 21, REPORT_COLUMNS - 69];

/** Before what stands beneath a row: outcome and attempt are left free. */
const INDENT = ' '.repeat(17);

/** Cuts a text in its middle: both ends tell destinations apart. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
}

const cells = (...texts: readonly string[]): string =>
  texts
    .map((text, index) => shorten(text, (WIDTHS[index] as number) - 1).padEnd(WIDTHS[index] as number))
    .join('')
    .trimEnd();

const verbLetter = (verb: HandOffVerb): string => (verb === 'refer' ? 'R' : 'T');

const place = (verb: HandOffVerb, destination: Destination | undefined): string =>
  `${verbLetter(verb)} ${destination ? formatDestination(destination) : '?'}`;

function goesTo({ action }: Decision): string {
  if (action.kind === 'hand-off') return place(action.verb, action.handOff.destination);
  if (action.kind === 'record') return 'records a message';
  if (action.kind === 'menu') return 'asks for a key';
  return action.kind === 'redirect' ? action.url : 'hangs up';
}

/** Who wrote the steps of a row, where that is told, what the caller hears, and where the keys of a menu lead, beneath the row. */
function beneath({ prompt, action, steps }: Decision, writer: string | undefined): string[] {
  const isMenu = action.kind === 'menu';
  const heard = isMenu ? action.prompt : prompt;
  const told = [
    ...(writer ? [`by ${writer}`] : []),
    ...(heard ? [`says ${promptWords(heard)}`] : []),
    ...(isMenu ? steps.filter(({ step }) => step === 'menu').map(stepWords) : []),
  ];
  if (told.length === 0) return [];
  const text = fold(showInvisible(told.join(' · ')), REPORT_COLUMNS - INDENT.length);
  return text.split('\n').map((line) => styleText('dim', INDENT + line));
}

function rowLines({ outcome, verb, decision, stepsWrittenBy }: TableRow, index: number): string[] {
  const { step, wait, ended } = decision;
  const done = wait ? `${step}, ${waitWords(wait)}` : step;
  return [
    cells(outcome, String(ended.attempt), place(verb, ended.destination), done, goesTo(decision)),
    ...beneath(decision, index === 0 ? stepsWrittenBy : undefined),
  ];
}

/** The row of a decision that follows no hand-off. */
const loneRow = (decision: WrittenDecision | undefined): string[] =>
  decision
    ? [
        cells(decision.outcome, '–', '–', decision.step, goesTo(decision)),
        ...beneath(decision, decision.stepsWrittenBy),
      ]
    : [];

/** The course of a conversation, without its outcome, as a text: conversations with the same text are alike. */
const course = ({ began, rows }: Conversation): string =>
  toJson([began, rows.map(({ verb, decision }) => [verb, { ...decision, outcome: undefined }])]);

/** The rows of each outcome, or the name of an earlier outcome that has the same rows. */
function conversationLines(conversations: readonly Conversation[]): string[] {
  const seen = new Map<string, string>();
  return conversations.flatMap((conversation) => {
    const { outcome, began } = conversation;
    const earlier = seen.get(course(conversation));
    if (!earlier) {
      seen.set(course(conversation), outcome);
      return conversation.rows.flatMap(rowLines);
    }
    const isTwice = conversations.some((other) => other.outcome === outcome && other.began !== began);
    const like = `like ${earlier}${isTwice ? `, from ${verbLetter(began)}` : ''}`;
    const [first] = conversation.rows as [TableRow];
    return `${cells(outcome, '', '').padEnd(INDENT.length)}${like}, by ${first.stepsWrittenBy}`;
  });
}

/** A destination, its hours where it has any, and how its callee is asked. */
function withOptions({ transfer }: Policy, route: Route, destination: Destination): string {
  const hours = hoursOf(route, destination);
  const { confirm } = optionsFor(transfer, route, destination);
  const told = [...(hours === ALWAYS ? [] : [hoursWords(hours)]), ...(confirm ? [askWords(confirm)] : [])];
  return `${formatDestination(destination)}${told.length === 0 ? '' : ` (${told.join('; ')})`}`;
}

function heading(route: Route | undefined, policy: Policy): string[] {
  if (!route) {
    return [
      styleText('bold', 'calls that no route takes'),
      'Your own app may hand such a call to a destination that it names in its URL.',
    ];
  }
  const fields = MATCH_FIELDS.flatMap((field) => {
    const patterns = route.match[field];
    return patterns ? `${field} ${patterns.join(' or ')}` : [];
  });
  const [first] = route.destinations as [Destination];
  const byRefer = canBeReferred(first) && !needsTransfer(optionsFor(policy.transfer, route, first));
  return [
    styleText('bold', `route ${route.name}`),
    `takes         ${fields.join(', and ') || 'every call'}`,
    `destinations  ${route.destinations.map((each) => withOptions(policy, route, each)).join(' · ')}`,
    `first by      ${byRefer ? '<Refer> if the call is to a SIP URI, else <Transfer>' : '<Transfer>'}`,
  ].map((line) => fold(showInvisible(line), REPORT_COLUMNS));
}

const tableText = (
  { route, unrouted, closed, conversations, recorded }: RouteTable,
  policy: Policy,
): string =>
  [
    ...heading(route, policy),
    '',
    styleText('dim', cells('outcome', '#', 'of a hand-off to', 'step', 'the call goes to')),
    ...loneRow(unrouted),
    ...loneRow(closed),
    ...conversationLines(conversations),
    ...loneRow(recorded),
    '',
  ].join('\n');

/** A decision table for people: what happens if every hand-off of a call ends with the same outcome. */
export function policyTableText(tables: readonly RouteTable[], policy: Policy, at?: string): string {
  const { hours } = policy;
  const { attempts, callSeconds, waitSeconds } = policy.limits;
  const afterFirst =
    waitSeconds === undefined ? '' : ` or ${waitSeconds.toLocaleString('en')} s after its first hand-off`;
  const when = at === undefined ? 'when every destination is open; --at tells another time' : `at ${at}`;
  return [
    'Each row is a hand-off that ended with an outcome, and the step that is taken then. The rows of an',
    'outcome are one call in which every hand-off ends so.',
    '',
    '#          number of the hand-off in its call',
    'R, T       handed off by <Refer>, by <Transfer>; a call that starts with T follows the rows of R,',
    '           unless it has rows of its own',
    'by         whose steps these are: of the route, of the policy, of their "otherwise", or the default',
    'says       what the caller hears first; without it, nothing',
    'like busy  the same rows as busy',
    'bridge     by default, after any outcome but refused, only if the REFER got no 2xx',
    '',
    'The rows end at a T where a <Transfer> cannot have the outcome.',
    `At most ${attempts} hand-offs, none later than ${callSeconds.toLocaleString('en')} s after the start of the call${afterFirst}.`,
    ...(Object.keys(hours).length > 0 ? [`The table is what happens ${when}.`] : []),
    '',
    ...tables.map((table) => tableText(table, policy)),
  ].join('\n');
}
