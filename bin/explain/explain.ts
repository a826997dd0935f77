import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { safeAnswer } from '../../functions/bxml/document.ts';
import { type CallbackName, callbackRow } from '../../functions/callbacks.ts';
import { CallbackError } from '../../functions/chain/errors.ts';
import type { ReceivedCallback } from '../../functions/chain/parse.ts';
import { faultResponse, safeResponse } from '../../functions/chain/responses.ts';
import type { Accepted, Decision } from '../../functions/recovery/decision.ts';
import { readHandOff } from '../../functions/recovery/hand-off.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { indentBxml } from '../print/indent-bxml.ts';
import { readsHandOff } from '../words/callbacks.ts';
import { codeWords } from '../words/codes.ts';
import { OUTCOME_WORDS } from '../words/outcomes.ts';
import { recordingWords } from '../words/recordings.ts';
import { decisionWords, endedWords, reasonWords, stepWords } from '../words/steps.ts';
import { type Handled, handleReceived } from './callbacks.ts';
import type { ConsideredStep, Explanation, Refusal } from './explanation.ts';
import { hoursLines } from './hours-lines.ts';
import { opensWords } from './opens.ts';
import { ignoredParameters, receive, type Sent } from './received.ts';
import { type RouteFinding, routeFindings, routeLines } from './routes.ts';
import { writtenBy } from './written-by.ts';

/** An explanation in words, and parts of it as they are, for programs. */
export interface Explained {
  readonly explanation: Explanation | Refusal;
  readonly details: {
    /** Absent where the callback does not choose a route. */
    readonly routes?: readonly RouteFinding[] | undefined;
    /** Absent where the callback is refused. */
    readonly decision?: Decision;
    readonly bxml?: string | undefined;
    readonly issues?: CallbackError['issues'];
    readonly body?: string;
  };
}

/** Puts the fields that tell the outcome of an event into words, a line each. */
function codeLines({ fields }: ReceivedCallback): string[] {
  const { cause, errorMessage, sipResponseCode } = fields;
  if (fields.eventType === 'referComplete') {
    return [
      `referCallStatus is ${fields.referCallStatus ?? 'absent'}`,
      `REFER: ${codeWords(fields.referSipResponseCode)} (the caller's own endpoint)`,
      `NOTIFY: ${codeWords(fields.notifySipResponseCode)} (the destination)`,
    ];
  }
  if (fields.recordingId !== undefined) return [recordingWords(fields)];
  if (cause === undefined) return [];
  const told = errorMessage ? `: ${errorMessage}` : '';
  const sip = sipResponseCode === undefined ? [] : [`SIP: ${codeWords(sipResponseCode)}`];
  return [`cause is ${cause}${told}`, ...sip];
}

const ACCEPTED_WORDS: Readonly<Record<Accepted, string>> = {
  found: 'the callee pressed the key',
  absent: 'the callee did not press the key',
  unread: 'whether the callee pressed the key could not be read',
};

/** Tells whether the callee's key was found, where a callee was asked; it decides together with the event. */
const acceptedLines = ({ accepted }: Decision): string[] => (accepted ? [ACCEPTED_WORDS[accepted]] : []);

/** The steps of the outcome in order, each with its verdict, and who wrote them; none where nothing can be done. */
function consider(
  decision: Decision,
  times: Pick<Handled, 'eventTime' | 'callAgeSeconds'>,
  policy: Policy,
): Pick<Explanation, 'steps' | 'stepsWrittenBy'> {
  const { step, route, ended, steps: written, passedOver } = decision;
  const stepsWrittenBy = writtenBy(decision);
  if (stepsWrittenBy === undefined) return { steps: [], stepsWrittenBy };
  // Where a menu cannot be asked, its own other step comes after those that are written.
  const more = passedOver.slice(written.length).map((each) => each.step);
  const words = [...written.map(stepWords), ...more];
  if (passedOver.length === words.length) words.push(step);
  const steps = words.map((each, index): ConsideredStep => {
    const passed = passedOver[index];
    if (!passed) return { step: each, verdict: index === passedOver.length ? 'taken' : 'not reached' };
    const tried =
      written[index]?.step === 'next'
        ? (route?.destinations ?? [])
        : [ended.destination].flatMap((one) => one ?? []);
    const opens = () => opensWords(policy, route, tried, times.eventTime ?? '');
    const reason = reasonWords(passed.reason, { policy, ended, ...times, opens });
    return { step: each, verdict: 'passed over', reason };
  });
  return { steps, stepsWrittenBy };
}

/** Explains what is not handled as a callback. */
export function refusal(
  { message, issues }: Pick<CallbackError, 'message' | 'issues'>,
  { statusCode: status = 200, body = '' }: APIGatewayProxyStructuredResultV2,
  callback?: CallbackName,
): Explained {
  const lines = issues.map((issue) => `${issue.path}: ${issue.message}`);
  const shown = body.startsWith('<') ? indentBxml(body) : body;
  return {
    explanation: { callback, message, issues: lines, status, body: shown },
    details: { issues, body },
  };
}

/**
 * Explains what the function of an event would answer, and why.
 * @param fallbackFolder where another deployment has the same callbacks, with a slash at its end
 * @throws {UsageError} where no function is for it
 */
export function explain(sent: Sent, policy: Policy, fallbackFolder?: string): Explained {
  let callback: CallbackName | undefined;
  let read: ReceivedCallback | undefined;
  try {
    const { name, received } = receive(sent);
    callback = name;
    read = received;
    const handled = handleReceived(name, received, policy, sent.accepted);
    const { call, eventTime, decision, document } = handled;
    const { outcome, route } = decision;
    const isDropped = callbackRow(name).safe === 'nothing';
    const bxml = isDropped ? undefined : document(fallbackFolder);
    const named = readsHandOff(name) ? readHandOff(received.query).route : undefined;
    const routes = isDropped ? undefined : routeFindings(policy, route, named, call);
    return {
      explanation: {
        callback,
        outcome,
        meaning: OUTCOME_WORDS[outcome].means,
        codes: [...codeLines(received), ...acceptedLines(decision)],
        routes: routes ? routeLines(routes) : [],
        hours: isDropped ? [] : hoursLines(policy, route, eventTime),
        handOff: isDropped ? undefined : endedWords(decision),
        ignored: ignoredParameters(name, received.query, policy, handled),
        ...consider(decision, handled, policy),
        decision: decisionWords(decision),
        bxml: bxml && indentBxml(bxml),
      },
      details: { routes, decision, bxml },
    };
  } catch (error) {
    if (!(error instanceof CallbackError)) throw error;
    const safe = safeResponse(read ?? {}, safeAnswer(policy));
    return refusal(error, faultResponse(error, safe), callback);
  }
}
