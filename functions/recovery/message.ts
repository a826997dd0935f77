/** The fields of an event that describe a recording. */
interface Recording {
  readonly status?: string | undefined;
  /** A length in ISO 8601, such as `PT12.056S`. */
  readonly duration?: string | undefined;
  readonly mediaUrl?: string | undefined;
}

/** States of a recording that cannot be fetched (https://dev.bandwidth.com/docs/voice/webhooks/recordingAvailable). */
const LOST = /^\s*(?:error|deleted)\s*$/i;

/** A length that is told, and is none, such as `PT0S` and `PT0.0S`. */
const NO_LENGTH = /^(?=.*\d)[^1-9]*$/s;

/**
 * Tells whether a recording is a message: it can be fetched, and somebody spoke. One whose length is not told, or
 * cannot be read, is one.
 */
export const isMessage = ({ status = '', duration = '', mediaUrl = '' }: Recording): boolean =>
  mediaUrl.trim() !== '' && !LOST.test(status) && !NO_LENGTH.test(duration);
