import { field } from '../print/printable.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';

/** The texts that a key may have in the place of a recording: the number of a hand-off, or the hash of a destination. */
const NO_RECORDING = /^(?:\d{1,7}|[\da-f]{8})$/;

/** The recording of a message. Rows of an index have it in their key alone; keys of older rows have none. */
function recordingOf({ eventKey, ...row }: StoredOutcome): string | undefined {
  const inKey = eventKey.split('#')[2];
  return field(row, 'recordingId') ?? (inKey && !NO_RECORDING.test(inKey) ? inKey : undefined);
}

/** Makes a filter that lets each message pass once: of one recording Bandwidth may tell at several times. */
export function eachMessageOnce(): (row: StoredOutcome) => boolean {
  const seen = new Set<string>();
  return (row) => {
    const recording = row.outcome === 'voicemail' ? recordingOf(row) : undefined;
    if (recording === undefined) return true;
    const message = `${row.callId}#${recording}`;
    return !seen.has(message) && seen.add(message) !== undefined;
  };
}
