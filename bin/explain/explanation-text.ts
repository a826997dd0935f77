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
import { routeLines } from './route-text.ts';

/** A label, and its lines beside it. */
const part = (label: string, lines: readonly string[]): string =>
  block(label, showInvisible(lines.join('\n')), REPORT_COLUMNS);

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

/** An explanation for people. */
export function explanationText(explanation: Explanation): string {
  const { callback, codes, routes, ignored, steps, stepsWrittenBy, decision, bxml } = explanation;
  const { outcome } = decision;
  return [
    part('callback', [`${callbackRow(callback).eventType}, to …/${callback}`]),
    ...(routes ? [part('route', routeLines(routes))] : []),
    ...(routes ? [part('hand-off', [endedLine(decision)])] : []),
    ...(ignored.length > 0 ? [part('ignored', ignored)] : []),
    part('outcome', [`${styleText('bold', outcome)}: ${OUTCOME_WORDS[outcome]}`, ...codes]),
    ...(stepsWrittenBy ? [part('steps', [`(written by: ${stepsWrittenBy})`, ...steps.map(stepLine)])] : []),
    part('decision', [decisionWords(decision)]),
    part('answer', bxml === undefined ? ['none: Bandwidth drops it'] : indentBxml(bxml).split('\n')),
  ].join('\n');
}

/** What a policy is warned of, for people; empty where there is nothing. */
export function warningsText(policy: Policy): string {
  const warnings = warningLines(policy);
  return warnings.length > 0 ? part('warnings', warnings) : '';
}

/** A refusal for people. */
export function refusalText({ callback, message, issues, status, body }: Refusal): string {
  const answered = body.startsWith('<') ? indentBxml(body) : body;
  return [
    ...(callback ? [part('callback', [`…/${callback}`])] : []),
    styleText('red', part('refused', [message])),
    part(
      'issues',
      issues.map(({ path, message: issue }) => `${path}: ${issue}`),
    ),
    part('answer', [`HTTP ${status}`, ...answered.split('\n')]),
  ].join('\n');
}
