import { styleText } from 'node:util';
import { fold } from '../../print/fold.ts';
import { field } from '../../print/printable.ts';
import { clockTime, duration, zonedTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { callFields } from '../../story/call-fields.ts';
import { endingWords } from '../../story/ending-words.ts';
import { type EventStory, tellEvent } from '../../story/event-words.ts';
import { rereadCall } from '../../story/reread-legs.ts';
import { outcomeText } from './lines.ts';

/** Columns of the time since the event before, and two blanks. */
const GAP_COLUMNS = 14;
const INDENT = ' '.repeat(10 + GAP_COLUMNS);

/** Rows whose outcome says more than their event. */
const TELLING = new Set(['abandoned', 'unrouted', 'closed']);

const labelled = (label: string, text: string | undefined): string[] =>
  text === undefined ? [] : [`  ${label.padEnd(12)}${text}`];

function head(rows: readonly StoredOutcome[], first: StoredOutcome): string[] {
  const fields = callFields(rows);
  const find = (name: string) => field(fields, name);
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
    ...labelled('context', find('context')),
    ...labelled(began ? 'began' : 'first seen', began ?? zonedTime(first.eventTime)),
  ];
}

/** Tells what happened first: to whom the hand-off went, or what else came. */
function what({ outcome }: StoredOutcome, { handOff, words }: EventStory): string {
  if (outcome === 'rejected') return 'a callback came that was not understood';
  return handOff ? `${handOff.attempt}. ${handOff.verb} to ${handOff.destination}` : words;
}

function details({ outcome }: StoredOutcome, { handOff, words, notes, done }: EventStory): string[] {
  const result = handOff ? [`${outcome}: ${words}`] : TELLING.has(outcome) ? [outcome] : [];
  return [...result, ...notes, ...(done ? [`→ ${done}`] : [])];
}

function moment(row: StoredOutcome, before: StoredOutcome | undefined, columns: number): string {
  const gap = before ? `+${duration(Date.parse(row.eventTime) - Date.parse(before.eventTime))}` : '';
  const start = `${clockTime(row.eventTime)}  ${gap.padEnd(GAP_COLUMNS - 2)}  `;
  const told = tellEvent(row);
  const lines = details(row, told).map((line) => fold(`${INDENT}${line}`, columns));
  const coloured = lines.map((line) => line.replace(row.outcome, () => outcomeText(row.outcome)));
  return [fold(`${start}${what(row, told)}`, columns), ...coloured].join('\n');
}

/** The story of a call from its items, oldest first; one screen for a call of a few hand-offs. */
export function storyText(items: readonly StoredOutcome[], now: Date, columns: number): string {
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
