import { utcTime } from './event-time.ts';
import { type Keeping, keepingAttributes, type OutcomeItem, outcomeDay } from './item.ts';
import { type Fields, keptFields } from './kept-fields.ts';

/** Longest event type that becomes part of a key, in characters; ours are shorter. */
const MAX_EVENT_TYPE_CHARACTERS = 128;

/** Why a callback was not handled, and what is left to look at. */
export interface Rejection {
  /** Tells apart what came without a callId. */
  readonly requestId: string;
  readonly reasons: readonly string[];
  /** The beginning of a body that could not be read as fields. */
  readonly body?: string | undefined;
}

/**
 * The row of a callback that was not handled: with its call where there is a
 * callId, else under `rejected#yyyy-mm-dd`. Both are found by the outcome `rejected`.
 */
export function rejectedItem(fields: Fields, rejection: Rejection, keeping: Keeping): OutcomeItem {
  const { requestId, reasons, body } = rejection;
  const kept = keepingAttributes(keeping);
  const knownTime = utcTime(fields.eventTime);
  const eventTime = knownTime ?? kept.receivedAt;
  const eventType =
    typeof fields.eventType === 'string' ? fields.eventType.slice(0, MAX_EVENT_TYPE_CHARACTERS) : 'unknown';
  const hasCall = typeof fields.callId === 'string';
  const callId = hasCall ? String(fields.callId) : `rejected#${eventTime.slice(0, 10)}`;
  return {
    ...keptFields(fields),
    ...(knownTime === undefined && fields.eventTime !== undefined && { 'event.eventTime': fields.eventTime }),
    callId,
    // Its own key: a good callback of the same event may still come, to the right URL.
    eventKey: `${eventTime}#${hasCall ? eventType : requestId}#rejected`,
    eventTime,
    outcomeDay: outcomeDay('rejected', eventTime, callId),
    outcome: 'rejected',
    reasons,
    ...(body !== undefined && { body }),
    ...kept,
  };
}
