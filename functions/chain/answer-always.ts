import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { CallbackName } from '../callbacks.ts';
import type { MetricKey } from '../metrics.ts';
import { rejectedItem } from '../outcomes/rejected-item.ts';
import { readHandOff } from '../recovery/hand-off.ts';
import type { Deployment, UnfinishedRequest } from './contract.ts';
import { CallbackError, type CallbackFault } from './errors.ts';
import { describeError, log } from './log.ts';
import { logDefect } from './log-defect.ts';
import { requestDigest, sentBytes } from './parse.ts';
import { logItem, recordOutcome } from './record.ts';
import { faultResponse, isHeard, safeResponse } from './responses.ts';

/** How much of a body that could not be read is kept, in characters: an item holds it, however it is escaped. */
const MAX_KEPT_BODY_CHARACTERS = 16 * 1024;

/** Faults that leave nothing to keep: whoever sends these is no part of a call. */
const NOT_KEPT: readonly CallbackFault[] = ['unauthenticated', 'method-not-allowed'];

/** Logs why a callback failed, for the operator who corrects it. The table has the fields of the event, the log has not. */
function logFailure(
  callback: CallbackName,
  error: unknown,
  { requestContext, received }: UnfinishedRequest,
  isAnswerHeard: boolean,
): void {
  const about = { callback, requestId: requestContext?.requestId, callId: received?.fields.callId };
  if (error instanceof CallbackError) {
    const { fault, message, issues } = error;
    const counts: readonly MetricKey[] =
      fault === 'invalid'
        ? ['invalidCallbacks', ...(isAnswerHeard ? (['safetyNetAnswers'] as const) : [])]
        : ['refusedRequests'];
    log('WARN', 'callback refused', { ...about, fault, reason: message, issues }, counts);
  } else {
    logDefect(error, about, isAnswerHeard);
  }
}

/** Keeps what came, with what was wrong, where an operator can look at it. */
async function keep(
  error: unknown,
  request: UnfinishedRequest,
  deployment: Deployment,
  remainingMilliseconds: number,
): Promise<void> {
  const { received } = request;
  const reasons =
    error instanceof CallbackError
      ? [error.message, ...error.issues.map(({ path, message }) => `${path}: ${message}`)]
      : [`defect: ${describeError(error).message}`];
  const item = rejectedItem(
    received?.fields ?? {},
    {
      reasons,
      context: received && readHandOff(received.query).context,
      body: received ? undefined : sentBytes(request).toString().slice(0, MAX_KEPT_BODY_CHARACTERS),
    },
    {
      receivedAtEpochMilliseconds: deployment.nowEpochMilliseconds(),
      ttlDays: deployment.ttlDays,
      policyHash: deployment.policyHash,
      digest: received?.digest ?? (() => requestDigest(request)),
    },
  );
  // With less time left than recording may take, the item goes to the log at once.
  if (remainingMilliseconds < deployment.recordingMilliseconds) logItem(item, [error]);
  else await recordOutcome(deployment, item);
}

/**
 * The outermost middleware: whatever is thrown inside, the request is answered. A
 * `<Refer>` has no fallback URL, so any answer but a document would end a live call. What is
 * safe depends on the event, not on the URL: a live call may have been given the wrong one.
 */
export function answerAlways<Request extends UnfinishedRequest>(
  name: CallbackName,
  deployment: Deployment,
): MiddlewareObj<Request, APIGatewayProxyStructuredResultV2, unknown, Context> {
  return {
    onError: async ({ event, context, error }) => {
      const safe = safeResponse(event.received ?? {}, deployment.safeAnswer);
      const answer = error instanceof CallbackError ? faultResponse(error, safe) : safe;
      try {
        logFailure(name, error, event, isHeard(answer));
        if (!(error instanceof CallbackError) || !NOT_KEPT.includes(error.fault)) {
          await keep(error, event, deployment, context.getRemainingTimeInMillis());
        }
      } catch (second) {
        log('ERROR', 'callback not kept', { error: describeError(second) });
      }
      return answer;
    },
  };
}
