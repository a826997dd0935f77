import { styleText } from 'node:util';
import { counted, cut, field, printable } from '../../print/printable.ts';
import { dayAndTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import type { CallRows } from '../../story/calls-of.ts';
import { eventWords, isHandOff, isResult, stepOf } from '../../story/event-words.ts';
import { stripOf, stripText } from '../../story/strip.ts';
import { CALL_STATE_WORDS } from '../../words/call-states.ts';
import { type Tone, toneOf } from '../../words/outcomes.ts';
import type { CallRow } from '../call-rows.ts';

type Format = Parameters<typeof styleText>[0];

const COLOURS: Readonly<Record<Tone, Format>> = {
  good: 'green',
  saved: 'cyan',
  warn: 'yellow',
  bad: 'red',
  open: 'blue',
  plain: [],
};

/** An outcome in its colour, padded to a column. */
export const outcomeText = (outcome: string, columns = 0): string =>
  styleText(COLOURS[toneOf(outcome)], outcome.padEnd(columns));

/** Columns of time and outcome. */
const HEAD_COLUMNS = 30;

/** Where a call begins, indented. */
const INDENT = '  ';

/** Who and where to, in so many columns: the caller gets what the target leaves, or a good third. */
export function parties(row: Readonly<Record<string, unknown>>, columns: number): string {
  const to = field(row, 'destination') ?? field(row, 'to') ?? '(unknown)';
  const fromColumns = Math.max(columns - to.length - 3, Math.floor(columns * 0.4));
  const from = cut(field(row, 'from') ?? '(no caller)', fromColumns);
  return `${from} → ${cut(to, columns - from.length - 3)}`;
}

/**
 * A row in two lines: when, what became of it, who and where to; then its call and the codes in
 * words. The call is never cut, so that it can be copied.
 */
export function resultLines(row: StoredOutcome, columns: number): string {
  const step = stepOf(row);
  const attempt = Number(row.attempt) > 1 ? `  #${row.attempt}` : '';
  const after = `${attempt}${step && step !== 'none' ? `  then ${printable(String(step))}` : ''}`;
  const call = field(row, 'callId') ?? '';
  const words = cut(eventWords(row), Math.max(20, columns - INDENT.length - call.length - 2));
  return [
    `${dayAndTime(row.eventTime)}  ${outcomeText(row.outcome, 14)}${parties(row, columns - HEAD_COLUMNS - after.length)}${after}`,
    styleText('dim', `${INDENT}${call}  ${words}`),
    '',
  ].join('\n');
}

/** Below the head of a call: its id, and its strip. */
const below = (callId: string | undefined, strip: string, columns: number): string =>
  [styleText('dim', `${INDENT}${callId}`), cut(`${INDENT}${strip}`, columns), ''].join('\n');

/** A call in three lines: when its last event was, its last outcome, and who was called; its id; its strip. */
export function callLines(rows: CallRows, columns: number): string {
  const oldest = rows.at(-1) ?? rows[0];
  const results = rows.filter(isResult);
  const last = results[0] ?? rows[0];
  const made = rows.filter(isHandOff).length;
  const count = made === 0 ? '' : `, ${counted(made, 'hand-off')}`;
  const called = cut(field(oldest, 'to') ?? '(unknown)', columns - 50);
  const head = `${dayAndTime(rows[0].eventTime)}  ${outcomeText(last.outcome, 14)}called ${called}${count}`;
  return `${head}\n${below(field(oldest, 'callId'), stripText(stripOf(rows.toReversed())), columns)}`;
}

/** A whole call in three lines: when its last event was, how it went, who called whom; its id; its strip. */
export function callRowLines(
  { eventTime, callId, state, strip, from, to }: CallRow,
  columns: number,
): string {
  const told = styleText(COLOURS[CALL_STATE_WORDS[state].tone], state.padEnd(14));
  const head = `${dayAndTime(eventTime)}  ${told}${parties({ from, to }, columns - HEAD_COLUMNS)}`;
  return `${head}\n${below(printable(callId), strip, columns)}`;
}
