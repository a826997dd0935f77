import type { LiveCall } from '../live-call.ts';
import { callFields, callTimes, type Fields, present } from './call-fields.ts';

/** https://dev.bandwidth.com/docs/voice/webhooks/redirect */
export const redirect = (live: LiveCall): Fields =>
  present({ ...callFields(live, 'redirect'), ...callTimes(live), tag: live.tag });
