import { isoTime } from '../clock.ts';
import type { LiveCall } from '../live-call.ts';
import { callUrl, type Fields, present } from './call-fields.ts';
import { causeFields } from './cause.ts';

/** One B-leg that ended. */
export interface EndedLeg {
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly tag: string | undefined;
  readonly startedMillis: number;
  readonly answeredMillis: number | undefined;
  readonly cause: string;
}

/** https://dev.bandwidth.com/docs/voice/webhooks/transferDisconnect: the B-leg's own call, always outbound. */
export function transferDisconnect(live: LiveCall, leg: EndedLeg): Fields {
  const { accountId, applicationId, callId: parentCallId } = live.call;
  const nowTime = isoTime(live.world.clock.nowMillis());
  return present({
    eventType: 'transferDisconnect',
    eventTime: nowTime,
    accountId,
    applicationId,
    from: leg.from,
    to: leg.to,
    direction: 'outbound',
    callId: leg.callId,
    parentCallId,
    callUrl: callUrl(accountId, leg.callId),
    startTime: isoTime(leg.startedMillis),
    answerTime: leg.answeredMillis === undefined ? undefined : isoTime(leg.answeredMillis),
    endTime: nowTime,
    tag: leg.tag,
    ...causeFields(live, leg.cause),
  });
}
