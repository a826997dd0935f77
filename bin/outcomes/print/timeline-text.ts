import { styleText } from 'node:util';
import { fold } from '../../print/fold.ts';
import { field } from '../../print/printable.ts';
import { clockTime, duration, zonedTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { endingWords } from '../words/ending-words.ts';
import { eventWords, isHandOff, storedWords } from '../words/event-words.ts';
import { rereadCall } from '../words/reread-legs.ts';
import { stepWords } from '../words/step-words.ts';
import { outcomeText } from './result-lines.ts';

const INDENT = ' '.repeat(22);

const VERBS: Readonly<Record<string, string>> = { referComplete: 'REFER', transferComplete: 'Transfer' };

/** Rows whose outcome says more than their event. */
const TELLING = new Set(['abandoned', 'unrouted']);

const labelled = (label: string, text: string | undefined): string[] =>
  text === undefined ? [] : [`  ${label.padEnd(12)}${text}`];

function head(rows: readonly StoredOutcome[], first: StoredOutcome): string[] {
  // The parties of the call; those of a leg are its own, and stand in for them where there is nothing else.
  const ofCall = rows.filter(({ eventType }) => eventType !== 'transferDisconnect');
  const find = (name: string) =>
    [...ofCall, ...rows].map((row) => field(row, name)).find((text) => text !== undefined);
  const start = find('startTime');
  const began = start !== undefined && !Number.isNaN(Date.parse(start)) ? zonedTime(start) : undefined;
  const direction = find('direction');
  return [
    styleText('bold', `Call ${field(first, 'callId')}`),
    ...labelled(
      'from',
      `${find('from') ?? '(unknown)'} to ${find('to') ?? '(unknown)'}${direction ? `, ${direction}` : ''}`,
    ),
    ...labelled('app', find('applicationId')),
    ...labelled('route', find('route')),
    ...labelled('tag', find('tag')),
    ...labelled(began ? 'began' : 'first seen', began ?? zonedTime(first.eventTime)),
  ];
}

/** What happened first: to whom the hand-off went, or what else came. */
function what(row: StoredOutcome): string {
  if (row.outcome === 'rejected') return 'a callback came that was not understood';
  if (!isHandOff(row)) return eventWords(row);
  const verb = VERBS[String(row.eventType)] ?? 'Transfer';
  return `${row.attempt}. ${verb} to ${field(row, 'destination') ?? '(target not told)'}`;
}

function error(row: StoredOutcome): string[] {
  const message = field(row, 'errorMessage');
  const id = field(row, 'errorId');
  if (message === undefined && id === undefined) return [];
  return [`Bandwidth says: ${message ?? 'no message'}${id === undefined ? '' : ` (errorId ${id})`}`];
}

function details(row: StoredOutcome): string[] {
  const step = stepWords(row);
  const result = isHandOff(row) ? [`${row.outcome}: ${eventWords(row)}`] : [row.outcome];
  const tells = isHandOff(row) || TELLING.has(row.outcome);
  return [...(tells ? [...result, ...error(row)] : []), ...storedWords(row), ...(step ? [`→ ${step}`] : [])];
}

function moment(row: StoredOutcome, before: StoredOutcome | undefined, columns: number): string {
  const gap = before ? `+${duration(Date.parse(row.eventTime) - Date.parse(before.eventTime))}` : '';
  const start = `${clockTime(row.eventTime)}  ${gap.padEnd(12)}`;
  const lines = details(row).map((line) => fold(`${INDENT}${line}`, columns));
  const coloured = lines.map((line) => line.replace(row.outcome, () => outcomeText(row.outcome)));
  return [fold(`${start}${what(row)}`, columns), ...coloured].join('\n');
}

/** The story of a call from its items, oldest first; one screen for a call of a few hand-offs. */
export function timelineText(items: readonly StoredOutcome[], now: Date, columns: number): string {
  const rows = rereadCall(items);
  const [first] = rows;
  if (!first) return '';
  const age = now.getTime() - Date.parse((rows.at(-1) ?? first).eventTime);
  return `${[
    ...head(rows, first),
    '',
    ...rows.map((row, index) => moment(row, rows[index - 1], columns)),
    '',
    styleText('bold', fold(endingWords(rows), columns)),
    ...(age > 0 ? [`(the last event was ${duration(age)} ago)`] : []),
  ].join('\n')}\n`;
}
