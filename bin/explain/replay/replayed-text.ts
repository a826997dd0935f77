import { styleText } from 'node:util';
import { fold, REPORT_COLUMNS } from '../../print/fold.ts';
import { counted, printable } from '../../print/printable.ts';
import type { Change, Replayed } from './replayed.ts';

/** More changes than these are for `--json`. */
const MOST_CHANGES = 50;

const changeText = ({ route, outcome, was, wouldBe, calls, examples }: Change): string =>
  [
    `${styleText('bold', counted(calls, 'call'))}  ${printable(route)}, ${outcome}`,
    `  was       ${printable(was)}`,
    `  would be  ${printable(wouldBe)}`,
    `  such as   ${examples.map(printable).join(', ')}`,
    '',
  ]
    .map((line) => fold(line, REPORT_COLUMNS))
    .join('\n');

/** The share of calls that would have gone otherwise, in percent. */
export const changedPercent = ({ calls, changedCalls }: Replayed): number =>
  calls === 0 ? 0 : (100 * changedCalls) / calls;

/** Prints for people what would have changed. */
export function replayedText(replayed: Replayed): string {
  const { decisions, calls, changedCalls, changes } = replayed;
  const left = changes.length - MOST_CHANGES;
  return [
    ...changes.slice(0, MOST_CHANGES).map(changeText),
    ...(left > 0 ? [`and ${counted(left, 'change')} more: --json has all`, ''] : []),
    `${counted(changedCalls, 'call')} of ${calls} would have gone otherwise (${changedPercent(replayed).toFixed(1)} %); ${counted(decisions, 'decision')} made again.`,
  ].join('\n');
}
