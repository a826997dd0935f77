import { styleText } from 'node:util';
import { field, printable } from '../../print/printable.ts';
import { dayAndTime, zonedTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { DAY_MILLISECONDS } from '../../reader/time-range.ts';
import { DAYS_KEPT, messageLength } from '../../words/recordings.ts';
import type { Saved } from '../fetch/save-audio.ts';
import { parties } from './lines.ts';

/** Columns of the time and the length of a message. */
const HEAD_COLUMNS = 30;

/** Says until when Bandwidth has the audio. */
function keptWords({ eventTime }: StoredOutcome, now: Date): string {
  const until = Date.parse(eventTime) + DAYS_KEPT * DAY_MILLISECONDS;
  return until < now.getTime() ? 'deleted by Bandwidth' : `at Bandwidth until ${zonedTime(until)}`;
}

/** A message in two lines: when, how long, who and where to; then its call, and until when Bandwidth has it. */
export const messageLines = (row: StoredOutcome, now: Date, columns: number): string =>
  [
    `${dayAndTime(row.eventTime)}  ${messageLength(row).padEnd(14)}${parties(row, columns - HEAD_COLUMNS)}`,
    styleText('dim', `  ${field(row, 'callId')}  ${keptWords(row, now)}`),
    '',
  ].join('\n');

/** Says in a line what became of the audio. */
export function savedLine(saved: Saved): string {
  if ('failure' in saved) return `  ${styleText('red', 'not fetched:')} ${printable(saved.failure)}\n`;
  return `  ${saved.isNew ? 'fetched' : 'there already'}: ${saved.path}\n`;
}
