import type { Element } from './bxml/element.ts';
import { callIdentifier } from './call.ts';
import { callFields, callTimes, callUrl, type EventFields, isoTime, present } from './event-fields.ts';
import type { LiveCall } from './live-call.ts';

/** Texts of `errorMessage`; only "Callee is busy" is documented. */
const MESSAGES: Readonly<Record<string, string>> = {
  busy: 'Callee is busy',
  timeout: 'Call was not answered',
  rejected: 'Call was rejected',
  'account-limit': 'Account rate limit was reached',
  'node-capacity-exceeded': 'System capacity was reached',
  'callback-error': 'Callback could not be delivered',
  'invalid-bxml': 'Invalid BXML was returned',
};

const UUID_LENGTH = 36;

/** Why a leg ended; with message and id where that was an error (`busy` is one, by the documented example). */
function causeFields(live: LiveCall, cause: string): EventFields {
  if (cause === 'hangup' || cause === 'cancel') return { cause };
  const errorMessage = MESSAGES[cause] ?? `Call ended: ${cause}`;
  const name = `${live.call.callId}/error/${live.countTime(':error')}`;
  return { cause, errorMessage, errorId: callIdentifier(name).slice(-UUID_LENGTH) };
}

/** https://dev.bandwidth.com/docs/voice/webhooks/initiate */
export const initiate = (live: LiveCall): EventFields => ({
  ...callFields(live, 'initiate'),
  startTime: isoTime(live.startedMillis),
});

const timedEvent =
  (eventType: string) =>
  (live: LiveCall): EventFields =>
    present({ ...callFields(live, eventType), ...callTimes(live), tag: live.tag });

/** https://dev.bandwidth.com/docs/voice/webhooks/answer */
export const answer = timedEvent('answer');

/** https://dev.bandwidth.com/docs/voice/webhooks/redirect */
export const redirect = timedEvent('redirect');

/** https://dev.bandwidth.com/docs/voice/webhooks/disconnect */
export const disconnect = (live: LiveCall, cause: string): EventFields =>
  present({
    ...callFields(live, 'disconnect'),
    ...callTimes(live),
    endTime: isoTime(live.nowMillis),
    tag: live.tag,
    ...causeFields(live, cause),
  });

/** The result of a REFER. */
export interface ReferCodes {
  readonly success: boolean;
  readonly referSipResponseCode: number | undefined;
  readonly notifySipResponseCode: number | undefined;
}

/** https://dev.bandwidth.com/docs/voice/programmable-voice/webhooks/referComplete */
export const referComplete = (live: LiveCall, { success, ...codes }: ReferCodes): EventFields =>
  present({
    ...callFields(live, 'referComplete'),
    ...callTimes(live),
    enqueuedTime: undefined,
    tag: live.tag,
    referCallStatus: success ? 'success' : 'failure',
    ...codes,
  });

/** The number that the B-leg sees: without `transferCallerId` that of the remote party. */
const callerIdOf = ({ call }: LiveCall, { attributes }: Element): string =>
  attributes.transferCallerId || (call.direction === 'inbound' ? call.from : call.to);

/** https://dev.bandwidth.com/docs/voice/webhooks/transferComplete */
export const transferComplete = (
  live: LiveCall,
  transfer: Element,
  { transferTo, cause }: { readonly transferTo: string; readonly cause: string },
): EventFields =>
  present({
    ...callFields(live, 'transferComplete'),
    tag: live.tag,
    transferCallerId: callerIdOf(live, transfer),
    privacy: transfer.attributes.privacy === 'true' ? true : undefined,
    transferCallerDisplayName: transfer.attributes.transferCallerDisplayName,
    transferTo,
    ...callTimes(live),
    ...causeFields(live, cause),
  });

/** One B-leg. */
export interface CallLeg {
  readonly callId: string;
  readonly to: string;
  readonly tag: string | undefined;
  readonly startedMillis: number;
  readonly answeredMillis: number | undefined;
}

/** One B-leg that ended. */
interface EndedLeg extends CallLeg {
  readonly cause: string;
}

/** The fields of an event that a B-leg waits for an answer to: `from` and `to` are those of the original call. */
function legFields(live: LiveCall, eventType: string, transfer: Element, leg: CallLeg): EventFields {
  const { accountId, applicationId, from, to, callId: parentCallId } = live.call;
  return {
    eventType,
    eventTime: isoTime(live.nowMillis),
    accountId,
    applicationId,
    from,
    to,
    direction: 'outbound',
    callId: leg.callId,
    parentCallId,
    callUrl: callUrl(accountId, leg.callId),
    startTime: isoTime(leg.startedMillis),
    answerTime: isoTime(leg.answeredMillis),
    tag: leg.tag,
    transferCallerId: callerIdOf(live, transfer),
    transferTo: leg.to,
  };
}

/** https://dev.bandwidth.com/docs/voice/webhooks/transferAnswer */
export const transferAnswer = (live: LiveCall, transfer: Element, leg: CallLeg): EventFields =>
  present(legFields(live, 'transferAnswer', transfer, leg));

/** https://dev.bandwidth.com/docs/voice/webhooks/gather: of keys that nobody pressed, too. */
export const gather = (live: LiveCall, transfer: Element, leg: CallLeg, digits: string): EventFields => ({
  ...present(legFields(live, 'gather', transfer, leg)),
  digits,
  terminatingDigit: '',
});

/** The same of the caller's own leg. */
export const gatherOfCaller = (live: LiveCall, digits: string): EventFields => ({
  ...timedEvent('gather')(live),
  digits,
  terminatingDigit: '',
});

/** https://dev.bandwidth.com/docs/voice/webhooks/transferDisconnect: the B-leg's own call, always outbound. */
export function transferDisconnect(live: LiveCall, transfer: Element, leg: EndedLeg): EventFields {
  const { accountId, applicationId, callId: parentCallId } = live.call;
  const endTime = isoTime(live.nowMillis);
  return present({
    eventType: 'transferDisconnect',
    eventTime: endTime,
    accountId,
    applicationId,
    from: callerIdOf(live, transfer),
    to: leg.to,
    direction: 'outbound',
    callId: leg.callId,
    parentCallId,
    callUrl: callUrl(accountId, leg.callId),
    startTime: isoTime(leg.startedMillis),
    answerTime: isoTime(leg.answeredMillis),
    endTime,
    tag: leg.tag,
    ...causeFields(live, leg.cause),
  });
}
