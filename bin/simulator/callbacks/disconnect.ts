import { isoTime } from '../clock.ts';
import type { LiveCall } from '../live-call.ts';
import { callFields, callTimes, type Fields, present } from './call-fields.ts';
import { causeFields } from './cause.ts';

/** https://dev.bandwidth.com/docs/voice/webhooks/disconnect */
export const disconnect = (live: LiveCall, cause: string): Fields =>
  present({
    ...callFields(live, 'disconnect'),
    ...callTimes(live),
    endTime: isoTime(live.world.clock.nowMillis()),
    tag: live.tag,
    ...causeFields(live, cause),
  });
