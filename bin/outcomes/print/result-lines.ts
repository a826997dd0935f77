import { styleText } from 'node:util';
import { cut, field } from '../../print/printable.ts';
import { dayAndTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { eventWords } from '../story/event-words.ts';

type Format = Parameters<typeof styleText>[0];

/** Good, gone wrong at the other end, gone wrong at ours. */
const COLOURS: Readonly<Record<string, Format>> = {
  connected: 'green',
  completed: 'green',
  begun: 'blue',
  misconfigured: 'red',
  rejected: 'red',
  unrouted: 'red',
};

/** An outcome in its colour, padded to a column. */
export const outcomeText = (outcome: string, columns = 0): string =>
  styleText(COLOURS[outcome] ?? 'yellow', outcome.padEnd(columns));

/** Columns of time and outcome. */
const HEAD_COLUMNS = 30;

/** Where a call begins, indented. */
const INDENT = '  ';

/** Who and where to, in so many columns: the caller gets what the target leaves, or a good third. */
function parties(row: StoredOutcome, columns: number): string {
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
  const step = row.outcome === 'rejected' ? 'goodbye' : field(row, 'step');
  const attempt = Number(row.attempt) > 1 ? `  #${row.attempt}` : '';
  const after = `${attempt}${step && step !== 'none' ? `  then ${step}` : ''}`;
  const call = field(row, 'callId') ?? '';
  const words = cut(eventWords(row), Math.max(20, columns - INDENT.length - call.length - 2));
  return [
    `${dayAndTime(row.eventTime)}  ${outcomeText(row.outcome, 14)}${parties(row, columns - HEAD_COLUMNS - after.length)}${after}`,
    styleText('dim', `${INDENT}${call}  ${words}`),
    '',
  ].join('\n');
}
