import { styleText } from 'node:util';
import { counted, cut, field, printable } from '../../print/printable.ts';
import { dayAndTime } from '../../print/time-text.ts';
import type { CallRows } from '../statistics/calls-of.ts';
import { isHandOff, isResult } from '../story/event-words.ts';
import { outcomeText } from './result-lines.ts';

const INDENT = '  ';

/** Outcomes one after another; the same several times in a row is told once. */
function chain(outcomes: readonly string[]): string {
  const links: { outcome: string; times: number }[] = [];
  for (const outcome of outcomes) {
    const last = links.at(-1);
    if (last?.outcome === outcome) last.times += 1;
    else links.push({ outcome, times: 1 });
  }
  return links
    .map(({ outcome, times }) => `${printable(outcome)}${times > 1 ? ` ×${times}` : ''}`)
    .join(' → ');
}

/** A call in three lines: when, its last outcome, and who was called; its id; its outcomes in order. */
export function callLines(rows: CallRows, columns: number): string {
  const oldest = rows.at(-1) ?? rows[0];
  const results = rows.filter(isResult);
  const last = results[0] ?? rows[0];
  const made = rows.filter(isHandOff).length;
  const count = made === 0 ? '' : `, ${counted(made, 'hand-off')}`;
  const called = cut(field(oldest, 'to') ?? '(unknown)', columns - 50);
  const outcomes = results.map(({ outcome }) => outcome).reverse();
  return [
    `${dayAndTime(oldest.eventTime)}  ${outcomeText(last.outcome, 14)}called ${called}${count}`,
    styleText('dim', `${INDENT}${field(oldest, 'callId')}`),
    ...(outcomes.length > 1 ? [cut(`${INDENT}${chain(outcomes)}`, columns)] : []),
    '',
  ].join('\n');
}
