import type { LiveCall } from '../live-call.ts';
import { callFields, callTimes, type Fields, present } from './call-fields.ts';

/** https://dev.bandwidth.com/docs/voice/webhooks/initiate */
export const initiate = (live: LiveCall): Fields =>
  present({
    ...callFields(live, 'initiate'),
    ...callTimes(live),
    enqueuedTime: undefined,
    answerTime: undefined,
  });
