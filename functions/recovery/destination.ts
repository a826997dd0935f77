/**
 * Where a hand-off goes: 1 to 8 targets that ring at once, each a `sip:` URI
 * or an E.164 number. More than one, or a number, needs `<Transfer>`.
 */
export type Destination = readonly [string, ...string[]];

/** Most targets of one `<Transfer>` (https://dev.bandwidth.com/docs/voice/bxml/transfer). */
export const MAX_TARGETS = 8;

/** Longest target, in characters; our limit, so that a destination fits into a callback URL. */
export const MAX_TARGET_LENGTH = 255;

/**
 * Longest destination as it travels in a callback URL, in characters: Bandwidth
 * takes URLs of 2,048, and base URL, token, route and counters need the rest.
 */
export const MAX_ENCODED_DESTINATION_LENGTH = 1500;

/** An E.164 number: `+`, then 2 to 15 digits that do not begin with 0. */
export const E164 = /^\+[1-9]\d{1,14}$/;

/**
 * A `sip:` URI in the characters RFC 3261 §25.1 allows, less the comma, which
 * separates the targets of a destination in a URL. `sips:` and `tel:` are not
 * documented for `<SipUri>`.
 */
export const SIP_URI =
  /^sip:(?:[\w.!~*'()&=+$;?/%:#-]+@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:[;?][\w.!~*'()&=+$;?/%:[\]-]*)?$/;

/** Tells whether a text is a target we would put into BXML. */
export const isTarget = (text: string): boolean =>
  text.length <= MAX_TARGET_LENGTH && (E164.test(text) || SIP_URI.test(text));

/** Tells whether a destination can be the target of a SIP REFER: exactly one `sip:` URI. */
export const canBeReferred = (destination: Destination): boolean =>
  destination.length === 1 && !destination[0].startsWith('+');

/** Writes a destination as it stands in URLs and in the stored item: its targets, comma-separated. */
export const formatDestination = (destination: Destination): string => destination.join(',');

/**
 * Reads what {@link formatDestination} wrote, or what a user put into their own URL.
 * Hostile input: anything that is not 1 to 8 valid targets is `undefined`. A `+`
 * that was not escaped, and so arrived as a blank, is put back.
 */
export function parseDestination(text: string | undefined): Destination | undefined {
  if (!text || text.length > MAX_ENCODED_DESTINATION_LENGTH) return undefined;
  const targets = text.split(',').map((target) => target.replace(/^(sip:)? (?=\d)/, '$1+'));
  if (targets.length > MAX_TARGETS || !targets.every(isTarget)) return undefined;
  return targets as readonly string[] as Destination;
}
