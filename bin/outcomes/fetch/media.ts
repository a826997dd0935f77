import type { StoredOutcome } from '../../reader/stored-outcome.ts';

/** The audio of a message at Bandwidth. */
interface Media {
  readonly url: string;
  /** Of letters, digits, `_` and `-` alone, as a file may be named. */
  readonly recordingId: string;
}

/** The path of a recording (https://dev.bandwidth.com/docs/voice/webhooks/recordComplete), of characters that lead nowhere else. */
const PATH = /^\/api\/v2\/accounts\/[\w-]{1,80}\/calls\/([\w-]{1,120})\/recordings\/(r-[\w-]{1,80})\/media$/;

/**
 * Finds the audio of a message. `undefined` unless its URL is that of its own recording at the address: whoever has the
 * callback token can have any URL stored, and it is called with credentials.
 */
export function mediaOf(
  { mediaUrl, callId, recordingId }: StoredOutcome,
  address: string,
): Media | undefined {
  if (typeof mediaUrl !== 'string' || !mediaUrl.startsWith(address)) return undefined;
  const [, call, recording] = PATH.exec(mediaUrl.slice(address.length)) ?? [];
  if (recording === undefined || call !== callId || recording !== recordingId) return undefined;
  return { url: mediaUrl, recordingId: recording };
}
