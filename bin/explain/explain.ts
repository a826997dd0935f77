import { safeAnswer, writeDocument } from '../../functions/bxml/document.ts';
import { type CallbackName, callbackRow } from '../../functions/callbacks.ts';
import { CallbackError } from '../../functions/chain/errors.ts';
import type { ReceivedCallback } from '../../functions/chain/parse.ts';
import { answerTo, faultResponse } from '../../functions/chain/responses.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import { readHandOff } from '../../functions/recovery/hand-off.ts';
import { isSettled } from '../../functions/recovery/outcome.ts';
import type { CallFields, Policy } from '../../functions/recovery/policy.ts';
import { findRoute } from '../../functions/recovery/route.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';
import { codeWords } from '../words/codes.ts';
import { recordingWords } from '../words/recordings.ts';
import { reasonWords, stepWords } from '../words/steps.ts';
import { HANDLE } from './callbacks.ts';
import { hoursLines } from './hours-words.ts';
import { ignoredParameters, READS_HAND_OFF, receive, type Sent } from './received.ts';
import { type RouteFinding, routeFindings } from './routes.ts';

/** A step of the policy, and what became of it; `not reached` stands after the step that was taken. */
export interface ConsideredStep {
  readonly step: string;
  readonly verdict: 'passed over' | 'taken' | 'not reached';
  readonly reason?: string;
}

/** Everything that decides about one callback. */
export interface Explanation {
  readonly callback: CallbackName;
  readonly codes: readonly string[];
  /** Absent where the callback does not choose a route. */
  readonly routes: readonly RouteFinding[] | undefined;
  /** Which destinations of the route are open, where it has hours. */
  readonly hours: readonly string[];
  /** What the URL says and we do not understand. */
  readonly ignored: readonly string[];
  readonly steps: readonly ConsideredStep[];
  /** Whose list the steps are; absent where none were considered. */
  readonly stepsWrittenBy: string | undefined;
  readonly decision: Decision;
  /** Absent where Bandwidth drops the answer. */
  readonly bxml: string | undefined;
}

/** Why a callback is not handled as one, as its function would report and answer it. */
export interface Refusal {
  readonly callback: CallbackName | undefined;
  readonly message: string;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
  readonly status: number;
  readonly body: string;
}

/** What the fields of an event say of its outcome, a line each; the codes in words. */
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

/** The steps of the outcome in order, each with its verdict, and who wrote them; none where nothing can be done. */
function consider(
  { outcome, step, ended, passedOver }: Decision,
  call: CallFields,
  callAgeSeconds: number | undefined,
  policy: Policy,
): Pick<Explanation, 'steps' | 'stepsWrittenBy'> {
  if (isSettled(outcome) || step === 'none') return { steps: [], stepsWrittenBy: undefined };
  const own = findRoute(policy, ended.route, call)?.outcomes[outcome];
  const written = own ?? policy.outcomes[outcome];
  const words = written.map(stepWords);
  if (passedOver.length === words.length) words.push(step);
  const steps = words.map((each, index): ConsideredStep => {
    const passed = passedOver[index];
    if (!passed) return { step: each, verdict: index === passedOver.length ? 'taken' : 'not reached' };
    const reason = reasonWords(passed.reason, { policy, ended, callAgeSeconds });
    return { step: each, verdict: 'passed over', reason };
  });
  const byPolicy = written === DEFAULT_STEPS[outcome] ? 'default' : 'the policy';
  return { steps, stepsWrittenBy: own ? `route ${ended.route}` : byPolicy };
}

/**
 * Explains what the function of an event would answer, and why.
 * @param fallbackFolder where another deployment has the same callbacks, with a slash at its end
 * @throws {UsageError} where no function is for it
 */
export function explain(sent: Sent, policy: Policy, fallbackFolder?: string): Explanation | Refusal {
  let callback: CallbackName | undefined;
  try {
    const { name, received } = receive(sent);
    callback = name;
    const { call, eventTime, callAgeSeconds, decision } = HANDLE[name](received, policy);
    const bxml =
      callbackRow(name).answers === 'nothing' ? undefined : writeDocument(decision, fallbackFolder);
    const named = READS_HAND_OFF.includes(name) ? readHandOff(received.query).route : undefined;
    const route = findRoute(policy, decision.ended.route, call);
    return {
      callback,
      codes: codeLines(received),
      routes: bxml === undefined ? undefined : routeFindings(policy, named, call),
      hours: bxml === undefined ? [] : hoursLines(policy, route, eventTime),
      ignored: ignoredParameters(name, received.query, policy),
      ...consider(decision, call, callAgeSeconds, policy),
      decision,
      bxml,
    };
  } catch (error) {
    if (!(error instanceof CallbackError)) throw error;
    const safe = answerTo(callback ?? 'refer-complete', safeAnswer(policy));
    const { statusCode = 200, body = '' } = faultResponse(error, safe);
    return { callback, message: error.message, issues: error.issues, status: statusCode, body };
  }
}
