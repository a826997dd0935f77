import { safeAnswer, writeDocument } from '../../functions/bxml/document.ts';
import { type CallbackName, callbackRow } from '../../functions/callbacks.ts';
import { CallbackError } from '../../functions/chain/errors.ts';
import type { ReceivedCallback } from '../../functions/chain/parse.ts';
import { answerTo, faultResponse } from '../../functions/chain/responses.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import { readHandOff } from '../../functions/recovery/hand-off.ts';
import { isSettled, type Outcome } from '../../functions/recovery/outcome.ts';
import type { Policy, Route, Step } from '../../functions/recovery/policy.ts';
import { findRoute } from '../../functions/recovery/route.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';
import { codeWords } from '../words/codes.ts';
import { reasonWords, stepWords } from '../words/steps.ts';
import { HANDLE } from './callbacks.ts';
import { ignoredParameters } from './ignored.ts';
import { receive, type Sent } from './received.ts';
import { type RouteFinding, routeFindings } from './route-finding.ts';

/** The callbacks that continue a conversation: the route that their URL names is kept. */
const CONTINUE: readonly CallbackName[] = ['refer-complete', 'transfer-complete'];

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
  if (cause === undefined) return [];
  const told = errorMessage ? `: ${errorMessage}` : '';
  const sip = sipResponseCode === undefined ? [] : [`SIP: ${codeWords(sipResponseCode)}`];
  return [`cause is ${cause}${told}`, ...sip];
}

/** The steps of an outcome, and who wrote them. */
interface StepsOfOutcome {
  readonly steps: readonly Step[];
  readonly writtenBy: string;
}

/** The steps that are considered after an outcome; none where nothing can be done. */
function stepsOf(outcome: Outcome, policy: Policy, route: Route | undefined): StepsOfOutcome {
  if (isSettled(outcome)) return { steps: [], writtenBy: 'nobody' };
  const own = route?.outcomes[outcome];
  if (own) return { steps: own, writtenBy: `route ${route.name}` };
  const steps = policy.outcomes[outcome];
  return { steps, writtenBy: steps === DEFAULT_STEPS[outcome] ? 'default' : 'the policy' };
}

/** The steps of the policy in order, each with its verdict. */
function considered(
  decision: Decision,
  steps: readonly string[],
  reasons: readonly string[],
): ConsideredStep[] {
  const passed = steps.slice(0, reasons.length).map((step, index) => {
    return { step, verdict: 'passed over' as const, reason: reasons[index] as string };
  });
  const taken = steps[reasons.length];
  if (decision.step === 'begin' || decision.step === 'none') return passed;
  return [
    ...passed,
    { step: taken ?? decision.step, verdict: 'taken' },
    ...steps.slice(reasons.length + 1).map((step) => ({ step, verdict: 'not reached' as const })),
  ];
}

/**
 * Explains what the function of an event would answer, and why.
 * @throws {UsageError} where no function is for it
 */
export function explain(sent: Sent, policy: Policy): Explanation | Refusal {
  let callback: CallbackName | undefined;
  try {
    const { name, received } = receive(sent);
    callback = name;
    const { call, callAgeSeconds, decision } = HANDLE[name](received, policy);
    const { ended, outcome } = decision;
    const { steps, writtenBy } = stepsOf(outcome, policy, findRoute(policy, ended.route, call));
    const reasons = decision.passedOver.map(({ reason }) =>
      reasonWords(reason, { policy, ended, callAgeSeconds }),
    );
    const bxml = callbackRow(name).answers === 'nothing' ? undefined : writeDocument(decision);
    const named = CONTINUE.includes(name) ? readHandOff(received.query).route : undefined;
    return {
      callback,
      codes: codeLines(received),
      routes: bxml === undefined ? undefined : routeFindings(policy, named, call),
      ignored: ignoredParameters(name, received.query, policy),
      steps: considered(decision, steps.map(stepWords), reasons),
      stepsWrittenBy: steps.length > 0 && decision.step !== 'none' ? writtenBy : undefined,
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
