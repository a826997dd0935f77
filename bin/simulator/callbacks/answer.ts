import type { LiveCall } from '../live-call.ts';
import { callFields, callTimes, type Fields, present } from './call-fields.ts';

/** https://dev.bandwidth.com/docs/voice/webhooks/answer */
export const answer = (live: LiveCall): Fields =>
  present({ ...callFields(live, 'answer'), ...callTimes(live), tag: live.tag });
