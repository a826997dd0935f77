import { styleText } from 'node:util';
import { callbackRow } from '../../functions/callbacks.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { showInvisible } from '../../lib/policy/invisible.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { block, REPORT_COLUMNS } from '../print/fold.ts';
import type { ConsideredStep, Explanation, Refusal } from './explanation.ts';

/** Labels, each with its lines beside it; those without lines are left out. */
const report = (parts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(parts)
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => block(label, showInvisible(lines.join('\n')), REPORT_COLUMNS))
    .join('\n');

const SIGNS = { 'passed over': '–', taken: '→', 'not reached': ' ' } as const;

const stepLine = ({ step, verdict, reason }: ConsideredStep): string =>
  `${SIGNS[verdict]} ${step}${verdict === 'taken' ? '' : `: ${reason ?? verdict}`}`;

/** Prints the warnings about a policy for people; empty where there are none. */
export const warningsText = (policy: Policy): string => report({ warnings: warningLines(policy) });

/** An explanation or a refusal for people. */
export function explanationText(explanation: Explanation | Refusal): string {
  if ('issues' in explanation) {
    const { callback, message, issues, status, body } = explanation;
    return report({
      callback: callback ? [`…/${callback}`] : [],
      refused: [styleText('red', message)],
      issues,
      answer: [`HTTP ${status}`, body],
    });
  }
  const { callback, outcome, meaning, codes, routes, hours, handOff, ignored } = explanation;
  const { steps, stepsWrittenBy, decision, bxml } = explanation;
  return report({
    callback: [`${callbackRow(callback).eventTypes[0]}, to …/${callback}`],
    route: routes,
    hours,
    'hand-off': handOff === undefined ? [] : [handOff],
    ignored,
    outcome: [`${styleText('bold', outcome)}: ${meaning}`, ...codes],
    steps: stepsWrittenBy ? [`(written by: ${stepsWrittenBy})`, ...steps.map(stepLine)] : [],
    decision: [decision],
    answer: [bxml ?? 'none: Bandwidth drops it'],
  });
}
