import { isReadable } from '../recovery/bounds.ts';
import { canonicalTarget, E164 } from '../recovery/destination.ts';
import { bareAddress, readTransferTo, withoutSeparators } from '../recovery/read-destination.ts';

/** Users of a `sip:` URI that stand for a hidden caller, whatever the host (RFC 3323 §4.1.1.3 names the first). */
export const HIDDEN: ReadonlySet<string> = new Set([
  'anonymous',
  'restricted',
  'private',
  'unavailable',
  'unknown',
]);

/** User and host of a `sip:` URI that has both. */
const USER_AND_HOST = /^sip:([^@:;]+)(?:[:;][^@]*)?@(\[[^\]]*\]|[^:;?]+)/;

/** A number with its country, alone or as the user of a URI; behind it stands how it is reached (RFC 3261 §19.1.6). */
const NUMBER = /^(?:tel:|sips?:)?(\+[\d\s().-]+)(?:[;:@]|$)/i;

/** Parameters of a header behind the brackets of its address (RFC 3261 §20.20). */
const HEADER_PARAMETERS = />\s*;[^<>]*$/;

/** Reads the escapes of `+`, digits, and what may stand between and behind them. */
const unescaped = (text: string): string =>
  text.replace(/%(?:2[0-9a-f]|3[0-9ab])/gi, (code) => decodeURIComponent(code));

/**
 * Reads who called, in one text for one caller: an E.164 number, in whatever URI it stands, or `sip:user@host` with
 * the host in lower case and without password, port and parameters. `undefined` where nobody is identified, as by
 * `Anonymous`: as an index key such a word would put all hidden callers into one partition.
 */
export function identifiedCaller(from: unknown): string | undefined {
  if (typeof from !== 'string' || !isReadable(from)) return undefined;
  const text = bareAddress(from.replace(HEADER_PARAMETERS, '>'));
  const number = withoutSeparators(NUMBER.exec(unescaped(text))?.[1] ?? '');
  if (E164.test(number)) return number;
  const [address] = readTransferTo(text)?.targets ?? [];
  if (address === undefined || E164.test(address)) return address;
  const [, user = '', host = ''] = USER_AND_HOST.exec(canonicalTarget(address)) ?? [];
  return user === '' || HIDDEN.has(user.toLowerCase()) ? undefined : `sip:${user}@${host}`;
}
