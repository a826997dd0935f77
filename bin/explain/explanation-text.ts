import { styleText } from 'node:util';
import { callbackRow } from '../../functions/callbacks.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import { formatDestination } from '../../functions/recovery/destination.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { showInvisible } from '../../lib/policy/invisible.ts';
import { warningLines } from '../../lib/policy/warnings.ts';
import { block, REPORT_COLUMNS } from '../print/fold.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import { OUTCOME_WORDS } from '../words/outcomes.ts';
import type { ConsideredStep, Explanation, Refusal } from './explain.ts';
import { routeLines } from './routes.ts';

/** Labels, each with its lines beside it; those without lines are left out. */
const report = (parts: Readonly<Record<string, readonly string[]>>): string =>
  Object.entries(parts)
    .filter(([, lines]) => lines.length > 0)
    .map(([label, lines]) => block(label, showInvisible(lines.join('\n')), REPORT_COLUMNS))
    .join('\n');

const SIGNS = { 'passed over': '–', taken: '→', 'not reached': ' ' } as const;

const stepLine = ({ step, verdict, reason }: ConsideredStep): string =>
  `${SIGNS[verdict]} ${step}${verdict === 'taken' ? '' : `: ${reason ?? verdict}`}`;

function endedLine({ ended }: Decision): string {
  const { attempt, retries, destination } = ended;
  if (attempt === 0) return 'none yet';
  const retried = retries > 0 ? `, retry ${retries} of this destination` : '';
  return `attempt ${attempt}${retried}, to ${destination ? formatDestination(destination) : 'an unknown destination'}`;
}

/** What the call is told to do, in one line. */
export function decisionWords({ step, action }: Pick<Decision, 'step' | 'action'>): string {
  switch (action.kind) {
    case 'nothing':
      return 'nothing can be done: the call is only recorded';
    case 'record':
      return `${step}: a message is recorded`;
    case 'redirect':
      return `${step}: the call goes to ${action.url}`;
    case 'hangup':
      return `${step}: the call ends`;
    case 'hand-off': {
      const { verb, handOff } = action;
      const element = verb === 'refer' ? '<Refer>' : '<Transfer>';
      return `${step}: ${element} to ${formatDestination(handOff.destination)}, attempt ${handOff.attempt}`;
    }
  }
}

/** What a policy is warned of, for people; empty where there is nothing. */
export const warningsText = (policy: Policy): string => report({ warnings: warningLines(policy) });

/** An explanation or a refusal for people. */
export function explanationText(explained: Explanation | Refusal): string {
  if ('issues' in explained) {
    const { callback, message, issues, status, body } = explained;
    return report({
      callback: callback ? [`…/${callback}`] : [],
      refused: [styleText('red', message)],
      issues: issues.map(({ path, message: issue }) => `${path}: ${issue}`),
      answer: [`HTTP ${status}`, body.startsWith('<') ? indentBxml(body) : body],
    });
  }
  const { callback, codes, routes, hours, ignored, steps, stepsWrittenBy, decision, bxml } = explained;
  const { outcome } = decision;
  return report({
    callback: [`${callbackRow(callback).eventType}, to …/${callback}`],
    route: routes ? routeLines(routes) : [],
    hours,
    'hand-off': routes ? [endedLine(decision)] : [],
    ignored,
    outcome: [`${styleText('bold', outcome)}: ${OUTCOME_WORDS[outcome]}`, ...codes],
    steps: stepsWrittenBy ? [`(written by: ${stepsWrittenBy})`, ...steps.map(stepLine)] : [],
    decision: [decisionWords(decision)],
    answer: [bxml === undefined ? 'none: Bandwidth drops it' : indentBxml(bxml)],
  });
}
