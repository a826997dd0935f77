import { field } from '../print/printable.ts';
import { duration } from '../print/time-text.ts';

/** A length as Bandwidth writes it: ISO 8601, such as `PT1M20.056S`. */
const LENGTH = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/;

/** Days for which Bandwidth keeps a recording, at most (https://dev.bandwidth.com/docs/voice/bxml/record/). */
export const DAYS_KEPT = 30;

/** How long a recording is: `20 s`; as it came where it cannot be read. */
function lengthWords(text: string | undefined): string {
  if (text === undefined) return 'unknown length';
  const parts = LENGTH.exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (!parts) return `length "${text}"`;
  const [hours = 0, minutes = 0, seconds = 0] = parts;
  return duration(((hours * 60 + minutes) * 60 + seconds) * 1000);
}

type Row = Readonly<Record<string, unknown>>;

/** How long the recording of a row is; empty where that is not stored. */
export const messageLength = (row: Row): string =>
  row.duration === undefined ? '' : lengthWords(field(row, 'duration'));

/** A message: `message of 20 s`; its status where it is not whole, and what is none. */
export function messageWords(row: Row): string {
  const what = row.outcome === 'no-message' ? 'no message: recording' : 'message';
  const status = field(row, 'status');
  const told = status === undefined || status === 'complete' ? '' : `, status ${status}`;
  return `${what} of ${lengthWords(field(row, 'duration'))}${told}`;
}

/** A message with its recording: `message of 20 s, r-115da407-…`. */
export const recordingWords = (row: Row): string =>
  `${messageWords(row)}, ${field(row, 'recordingId') ?? 'without an id'}`;
