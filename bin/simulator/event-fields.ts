import type { LiveCall } from './live-call.ts';

/** The fields of one event, ready to be sent. */
export type EventFields = Readonly<Record<string, unknown>>;

/** Leaves out what is undefined: Bandwidth omits a field that has no value. */
export const present = (fields: EventFields): EventFields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** A moment as Bandwidth writes it: ISO 8601, UTC, milliseconds. */
export const isoTime = (millis: number | undefined): string | undefined =>
  millis === undefined ? undefined : new Date(millis).toISOString();

/** The REST address of a call, as events carry it. */
export const callUrl = (accountId: string, callId: string): string =>
  `https://voice.bandwidth.com/api/v2/accounts/${accountId}/calls/${callId}`;

/** The fields that every event of a call's A-leg has, in the documented order. */
export function callFields({ call, nowMillis }: LiveCall, eventType: string): EventFields {
  const { accountId, applicationId, from, to, direction, callId } = call;
  const eventTime = isoTime(nowMillis);
  const url = callUrl(accountId, callId);
  return { eventType, eventTime, accountId, applicationId, from, to, direction, callId, callUrl: url };
}

/** When the call was queued, started and answered. */
export const callTimes = ({ call, startedMillis, answeredMillis }: LiveCall): EventFields => ({
  enqueuedTime:
    call.queuedSeconds === undefined ? undefined : isoTime(startedMillis - call.queuedSeconds * 1000),
  startTime: isoTime(startedMillis),
  answerTime: isoTime(answeredMillis),
});
