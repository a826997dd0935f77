import type { Hours } from './hours.ts';
import type { TransferOptions } from './transfer-options.ts';

/**
 * The 1 to 8 targets that ring at once, each a `sip:` URI or an E.164 number.
 * More than one, or a number, needs `<Transfer>`.
 */
export type Targets = readonly [string, ...string[]];

/** Where a hand-off goes, with all that the policy says of it alone. A URL carries its targets. */
export interface Destination {
  readonly targets: Targets;
  /** Its own opening hours; without them those of its route hold. */
  readonly hours?: Hours | undefined;
  /** How a `<Transfer>` to it is written, before what its route and the policy say. */
  readonly transfer?: TransferOptions | undefined;
}

/** Most targets of one `<Transfer>` (https://dev.bandwidth.com/docs/voice/bxml/transfer). */
export const MAX_TARGETS = 8;

/** Longest target, in characters; our limit, so that a destination fits into a callback URL. */
export const MAX_TARGET_LENGTH = 255;

/** An E.164 number: `+`, then 2 to 15 digits that do not begin with 0. */
export const E164 = /^\+[1-9]\d{1,14}$/;

/**
 * A `sip:` URI in the characters RFC 3261 §25.1 allows, less the comma, which
 * separates the targets of a destination in a URL. `sips:` and `tel:` are not
 * documented for `<SipUri>`.
 */
export const SIP_URI =
  /^[Ss][Ii][Pp]:(?:[\w.!~*'()&=+$;?/%:#-]+@)?(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?(?:[;?][\w.!~*'()&=+$;?/%:[\]-]*)?$/;

/** Tells whether a text is a target we would put into BXML. */
export const isTarget = (text: string): boolean =>
  text.length <= MAX_TARGET_LENGTH && (E164.test(text) || SIP_URI.test(text));

/** Tells whether a destination can be the target of a SIP REFER: exactly one `sip:` URI. */
export const canBeReferred = ({ targets }: Destination): boolean =>
  targets.length === 1 && !targets[0].startsWith('+');

/** Writes a destination as it stands in URLs and in the stored item: its targets, comma-separated. */
export const formatDestination = ({ targets }: Destination): string => targets.join(',');

/** The characters that a destination takes in a callback URL. */
export const encodedLength = (destination: Destination): number =>
  new URLSearchParams([['', formatDestination(destination)]]).toString().length - '='.length;

/** The parts of a `sip:` URI: user, host and port, parameters, headers (RFC 3261 §19.1.1). */
const SIP_PARTS = /^sip:([^@]*@)?([^@;?]*)((?:;[^;?]*)*)(\?.*)?$/i;

/** Characters that mean the same escaped or not (RFC 3261 §25.1, `unreserved`). */
const UNRESERVED = /[\w.!~*'()-]/;

/** Again where something was decoded: with a stray `%` before it, that may have become an escape. */
function decodeUnreserved(text: string): string {
  const decoded = text.replace(/%([0-9a-f]{2})/gi, (escaped, hex) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16));
    return UNRESERVED.test(character) ? character : escaped.toUpperCase();
  });
  return decoded.length === text.length ? decoded : decodeUnreserved(decoded);
}

/** A parameter with its name in lower case, and its value as it stands. */
const canonicalParameter = (parameter: string): string =>
  parameter.replace(/^[^=]*/, (name) => name.toLowerCase());

/**
 * Writes a target so that equal targets are equal texts: scheme, host and parameter
 * names in lower case, unreserved characters unescaped, parameters sorted. Port and
 * user stay as written: they tell addresses apart (RFC 3261 §19.1.4).
 */
export function canonicalTarget(target: string): string {
  const parts = SIP_PARTS.exec(decodeUnreserved(target));
  if (!parts) return target;
  const [, user = '', hostAndPort = '', parameters = '', headers = ''] = parts;
  const sorted = parameters.split(';').map(canonicalParameter).sort().join(';');
  return `sip:${user}${hostAndPort.toLowerCase()}${sorted}${headers}`;
}

/** Writes a destination so that equal ones are equal texts: targets that ring at once have no order. */
export const canonicalDestination = ({ targets }: Destination): string =>
  targets.map(canonicalTarget).sort().join(',');

/** The part of a target by which a text names it: the digits of a number, or the user and host of a `sip:` URI in lower case. */
export function addressOf(target: string): string {
  const [, user = '', hostAndPort = target.slice(1)] = SIP_PARTS.exec(target) ?? [];
  return `${user}${hostAndPort.replace(/:\d+$/, '')}`.toLowerCase();
}
