import type { LiveCall } from '../live-call.ts';
import { callFields, callTimes, type Fields, present } from './call-fields.ts';

/** What became of a REFER. */
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
