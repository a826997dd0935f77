import type { Element } from './bxml/element.ts';
import { callIdentifier } from './call.ts';
import type { LiveCall } from './live-call.ts';

/** The fields of one event, ready to be sent. */
export type Fields = Readonly<Record<string, unknown>>;

/** Leaves out what is undefined: Bandwidth omits a field that has no value. */
const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** A moment as Bandwidth writes it: ISO 8601, UTC, milliseconds. */
const isoTime = (millis: number | undefined): string | undefined =>
  millis === undefined ? undefined : new Date(millis).toISOString();

/** The REST address of a call, as events carry it. */
const callUrl = (accountId: string, callId: string): string =>
  `https://voice.bandwidth.com/api/v2/accounts/${accountId}/calls/${callId}`;

/** The fields that every event of a call's A-leg has, in the documented order. */
function callFields({ call, nowMillis }: LiveCall, eventType: string): Fields {
  const { accountId, applicationId, from, to, direction, callId } = call;
  const eventTime = isoTime(nowMillis);
  const url = callUrl(accountId, callId);
  return { eventType, eventTime, accountId, applicationId, from, to, direction, callId, callUrl: url };
}

/** When the call was queued, started and answered. */
const callTimes = ({ call, startedMillis, answeredMillis }: LiveCall): Fields => ({
  enqueuedTime:
    call.queuedSeconds === undefined ? undefined : isoTime(startedMillis - call.queuedSeconds * 1000),
  startTime: isoTime(startedMillis),
  answerTime: isoTime(answeredMillis),
});

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
function causeFields(live: LiveCall, cause: string): Fields {
  if (cause === 'hangup' || cause === 'cancel') return { cause };
  const errorMessage = MESSAGES[cause] ?? `Call ended: ${cause}`;
  const name = `${live.call.callId}/error/${live.countTime(':error')}`;
  return { cause, errorMessage, errorId: callIdentifier(name).slice(-UUID_LENGTH) };
}

/** https://dev.bandwidth.com/docs/voice/webhooks/initiate */
export const initiate = (live: LiveCall): Fields => ({
  ...callFields(live, 'initiate'),
  startTime: isoTime(live.startedMillis),
});

const timedEvent =
  (eventType: string) =>
  (live: LiveCall): Fields =>
    present({ ...callFields(live, eventType), ...callTimes(live), tag: live.tag });

/** https://dev.bandwidth.com/docs/voice/webhooks/answer */
export const answer = timedEvent('answer');

/** https://dev.bandwidth.com/docs/voice/webhooks/redirect */
export const redirect = timedEvent('redirect');

/** https://dev.bandwidth.com/docs/voice/webhooks/disconnect */
export const disconnect = (live: LiveCall, cause: string): Fields =>
  present({
    ...callFields(live, 'disconnect'),
    ...callTimes(live),
    endTime: isoTime(live.nowMillis),
    tag: live.tag,
    ...causeFields(live, cause),
  });

/** The result of a REFER. */
export interface ReferResult {
  readonly success: boolean;
  readonly referSipResponseCode: number | undefined;
  readonly notifySipResponseCode: number | undefined;
}

/** https://dev.bandwidth.com/docs/voice/programmable-voice/webhooks/referComplete */
export const referComplete = (live: LiveCall, { success, ...codes }: ReferResult): Fields =>
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
): Fields =>
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
function legFields(live: LiveCall, eventType: string, transfer: Element, leg: CallLeg): Fields {
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
export const transferAnswer = (live: LiveCall, transfer: Element, leg: CallLeg): Fields =>
  present(legFields(live, 'transferAnswer', transfer, leg));

/** https://dev.bandwidth.com/docs/voice/webhooks/gather: of keys that nobody pressed, too. */
export const gather = (live: LiveCall, transfer: Element, leg: CallLeg, digits: string): Fields => ({
  ...present(legFields(live, 'gather', transfer, leg)),
  digits,
  terminatingDigit: '',
});

/** https://dev.bandwidth.com/docs/voice/webhooks/transferDisconnect: the B-leg's own call, always outbound. */
export function transferDisconnect(live: LiveCall, transfer: Element, leg: EndedLeg): Fields {
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

/** One recording that has ended. */
interface EndedRecording {
  readonly recordingId: string;
  readonly startedMillis: number;
  readonly endedMillis: number;
  readonly fileFormat: string;
}

function recordingFields(
  { call }: LiveCall,
  { recordingId, startedMillis, endedMillis, fileFormat }: EndedRecording,
) {
  return {
    recordingId,
    mediaUrl: `${callUrl(call.accountId, call.callId)}/recordings/${recordingId}/media`,
    startTime: isoTime(startedMillis),
    endTime: isoTime(endedMillis),
    duration: `PT${(endedMillis - startedMillis) / 1000}S`,
    fileFormat,
    channels: 1,
  };
}

/** https://dev.bandwidth.com/docs/voice/webhooks/recordComplete: `startTime` is that of the recording. */
export const recordComplete = (live: LiveCall, recording: EndedRecording): Fields =>
  present({
    ...callFields(live, 'recordComplete'),
    tag: live.tag,
    ...callTimes(live),
    ...recordingFields(live, recording),
  });

/** https://dev.bandwidth.com/docs/voice/webhooks/recordingAvailable */
export const recordingAvailable = (live: LiveCall, recording: EndedRecording): Fields =>
  present({
    ...callFields(live, 'recordingAvailable'),
    tag: live.tag,
    ...recordingFields(live, recording),
    status: 'complete',
  });
