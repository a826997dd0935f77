import { callFields, callTimes, callUrl, type EventFields, isoTime, present } from './event-fields.ts';
import type { LiveCall } from './live-call.ts';

/** One recording that has ended. */
interface SimulatedRecording {
  readonly recordingId: string;
  readonly startedMillis: number;
  readonly endedMillis: number;
  readonly fileFormat: string;
}

function recordingFields(
  { call }: LiveCall,
  { recordingId, startedMillis, endedMillis, fileFormat }: SimulatedRecording,
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
export const recordComplete = (live: LiveCall, recording: SimulatedRecording): EventFields =>
  present({
    ...callFields(live, 'recordComplete'),
    tag: live.tag,
    ...callTimes(live),
    ...recordingFields(live, recording),
  });

/** https://dev.bandwidth.com/docs/voice/webhooks/recordingAvailable */
export const recordingAvailable = (live: LiveCall, recording: SimulatedRecording): EventFields =>
  present({
    ...callFields(live, 'recordingAvailable'),
    tag: live.tag,
    ...recordingFields(live, recording),
    status: 'complete',
  });
