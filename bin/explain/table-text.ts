import { styleText } from 'node:util';
import { canBeReferred, type Destination, formatDestination } from '../../functions/recovery/destination.ts';
import type { HandOffVerb } from '../../functions/recovery/outcome.ts';
import { MATCH_FIELDS, type Policy, type Route } from '../../functions/recovery/policy.ts';
import { showInvisible } from '../../lib/policy/invisible.ts';
import { fold, REPORT_COLUMNS } from '../print/fold.ts';
import { waitWords } from '../words/steps.ts';
import type { Conversation, TableRow } from './decision-table.ts';
import type { RouteTable } from './policy-table.ts';

/** Outcome, attempt, what was tried, what is done; where the call goes has the rest. */
const WIDTHS = [14, 3, 31, 21] as const;

const startOf = (column: number): number => WIDTHS.slice(0, column).reduce((sum, width) => sum + width, 0);

/** Cuts a text in its middle: both ends tell destinations apart. */
function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.floor((most - 1) / 2);
  return `${text.slice(0, most - 1 - end)}…${text.slice(-end)}`;
}

const cells = (texts: readonly string[]): string =>
  texts
    .map((text, index) => {
      const width = index === texts.length - 1 ? undefined : WIDTHS[index];
      return width === undefined
        ? shorten(text, REPORT_COLUMNS - startOf(index))
        : shorten(text, width - 1).padEnd(width);
    })
    .join('')
    .trimEnd();

const verbSign = (verb: HandOffVerb): string => (verb === 'refer' ? 'R' : 'T');

const place = (verb: HandOffVerb, destination: Destination | undefined): string =>
  `${verbSign(verb)} ${destination ? formatDestination(destination) : '?'}`;

function goesTo({ decision: { action } }: Pick<TableRow, 'decision'>): string {
  if (action.kind === 'hand-off') return place(action.verb, action.handOff.destination);
  return action.kind === 'redirect' ? action.url : 'hangs up';
}

function rowLine(row: TableRow): string {
  const { outcome, verb, decision } = row;
  const { step, wait, ended } = decision;
  const done = wait ? `${step}, ${waitWords(wait)}` : step;
  return cells([outcome, String(ended.attempt), place(verb, ended.destination), done, goesTo(row)]);
}

/** What a conversation does, without its outcome: the same text is the same conversation. */
const course = ({ began, rows }: Conversation): string =>
  JSON.stringify([began, rows.map(({ verb, decision: { outcome: _, ...rest } }) => [verb, rest])]);

/** The rows of each outcome; one that goes as an earlier one says so. */
function conversationLines(conversations: readonly Conversation[]): string[] {
  const seen = new Map<string, string>();
  return conversations.flatMap((conversation) => {
    const { outcome, began } = conversation;
    const earlier = seen.get(course(conversation));
    const twice = conversations.some((other) => other.outcome === outcome && other.began !== began);
    const beginning = twice ? `, where it begins by ${verbSign(began)}` : '';
    if (earlier) return [cells([outcome, '', `as ${earlier}${beginning}`])];
    seen.set(course(conversation), outcome);
    return conversation.rows.map(rowLine);
  });
}

function matchWords({ match }: Route): string {
  const fields = MATCH_FIELDS.flatMap((field) =>
    match[field] ? [`${field} ${match[field].join(' or ')}`] : [],
  );
  return fields.length > 0 ? fields.join(', and ') : 'every call';
}

function heading(route: Route | undefined): string[] {
  if (!route) {
    return [
      styleText('bold', 'calls that no route takes'),
      'begun by nobody, or by your own app at a destination in its URL',
    ];
  }
  const [first] = route.destinations as [Destination];
  const begins = canBeReferred(first) ? 'R where the call is to a SIP URI, else T' : 'T';
  return [
    styleText('bold', `route ${route.name}`),
    `takes         ${matchWords(route)}`,
    `destinations  ${route.destinations.map(formatDestination).join(' · ')}`,
    `begins        ${begins}`,
  ].map((line) => fold(showInvisible(line), REPORT_COLUMNS));
}

const COLUMN_NAMES = ['outcome', '#', 'tried', 'done', 'goes to'];

function tableText({ route, unrouted, conversations }: RouteTable): string {
  const begun = unrouted
    ? [cells(['unrouted', '–', '–', unrouted.step, goesTo({ decision: unrouted })])]
    : [];
  return [
    ...heading(route),
    '',
    styleText('dim', cells(COLUMN_NAMES)),
    ...begun,
    ...conversationLines(conversations),
    '',
  ].join('\n');
}

/** A decision table for people: what happens if every hand-off of a call ends with the same outcome. */
export function policyTableText(tables: readonly RouteTable[], { limits }: Policy): string {
  const { attempts, callSeconds } = limits;
  return [
    'What is done if every hand-off of a call ends with the same outcome; R by <Refer>, T by <Transfer>.',
    'A call that begins by T goes the same way by T, unless it has rows of its own. Rows that end at a T',
    'end because a <Transfer> has no such outcome. A bridge by default, after all outcomes but refused,',
    'needs a REFER that got no 2xx.',
    `At most ${attempts} attempts; none is begun ${callSeconds.toLocaleString('en')} s after the start of the call.`,
    '',
    ...tables.map(tableText),
  ].join('\n');
}
