import { isoTime } from '../clock.ts';
import type { LiveCall } from '../live-call.ts';

/** The fields of one event, ready to be sent. */
export type Fields = Readonly<Record<string, unknown>>;

/** Leaves out what is undefined: Bandwidth omits a field that has no value. */
export const present = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The fields that every event of a call's A-leg has, in the documented order. */
export function callFields(live: LiveCall, eventType: string): Fields {
  const { call, world } = live;
  return {
    eventType,
    eventTime: isoTime(world.clock.nowMillis()),
    accountId: call.accountId,
    applicationId: call.applicationId,
    from: call.from,
    to: call.to,
    direction: call.direction,
    callId: call.callId,
    callUrl: callUrl(call.accountId, call.callId),
  };
}

/** When the call was queued, started and answered. */
export function callTimes({ call, startedMillis, answeredMillis }: LiveCall): Fields {
  return {
    enqueuedTime:
      call.queuedSeconds === undefined ? undefined : isoTime(startedMillis - call.queuedSeconds * 1000),
    startTime: isoTime(startedMillis),
    answerTime: answeredMillis === undefined ? undefined : isoTime(answeredMillis),
  };
}

/** The REST address of a call, as events carry it. */
export const callUrl = (accountId: string, callId: string): string =>
  `https://voice.bandwidth.com/api/v2/accounts/${accountId}/calls/${callId}`;
