/** Longest URL that Bandwidth calls, in characters (https://dev.bandwidth.com/docs/voice/webhooks/). */
export const MAX_URL_CHARACTERS = 2048;

/** Longest start of a URL of ours, up to the name of its callback: a host name (RFC 1035 §2.3.4) and a token that we made. */
const MAX_BASE_CHARACTERS = 'https://'.length + 253 + '/'.length + 43 + '/'.length;

/** Longest URL that we write relative to the one that was called, in characters. */
export const MAX_RELATIVE_URL_CHARACTERS = MAX_URL_CHARACTERS - MAX_BASE_CHARACTERS;

/**
 * Longest destination as it travels in a callback URL, in characters. The longest name of a callback, route,
 * counters, ids, context and times take up to 390 more of {@link MAX_RELATIVE_URL_CHARACTERS}.
 */
export const MAX_ENCODED_DESTINATION_LENGTH = 1000;

/** Longest text that is read as a target or a time, or normalised, in characters: a target or a tag has some 250. */
const MAX_READ_CHARACTERS = 512;

/** Tells whether a text of a stranger, who may send 1 MB, is short enough to be read as something of ours. */
export const isReadable = (text: string): boolean => text.length <= MAX_READ_CHARACTERS;

/** As much as is kept of a text that could not be read as a destination: no URL could say more. */
export const unreadable = (text: string): string =>
  text.slice(0, MAX_ENCODED_DESTINATION_LENGTH).toWellFormed();
