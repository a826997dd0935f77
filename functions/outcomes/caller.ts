import { canonicalTarget, E164 } from '../recovery/destination.ts';
import { readTransferTo } from '../recovery/read-destination.ts';

/** Users of a `sip:` URI that stand for a hidden caller, whatever the host (RFC 3323 §4.1.1.3 names the first). */
const HIDDEN = new Set(['anonymous', 'restricted', 'private', 'unavailable', 'unknown']);

/** User and host of a `sip:` URI that has both. */
const USER_AND_HOST = /^sip:([^@:;]+)(?:[:;][^@]*)?@(\[[^\]]*\]|[^:;?]+)/;

/**
 * Reads who called, in one text for one caller: an E.164 number, or `sip:user@host` with the host in
 * lower case and without password, port and parameters. `undefined` where nobody is identified, as by
 * `Anonymous`: as an index key such a word would put all hidden callers into one partition.
 */
export function identifiedCaller(from: unknown): string | undefined {
  if (typeof from !== 'string') return undefined;
  const [address] = readTransferTo(from)?.targets ?? [];
  if (address === undefined || E164.test(address)) return address;
  const [, user = '', host = ''] = USER_AND_HOST.exec(canonicalTarget(address)) ?? [];
  return user === '' || HIDDEN.has(user.toLowerCase()) ? undefined : `sip:${user}@${host}`;
}
