import { identifiedCaller } from '../../../functions/outcomes/caller.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';

/**
 * Tells an item of a call that somebody made, or that was made to them. A leg of a transfer is no call of its
 * own: its `to` is where somebody else's call went.
 * @param caller as `identifiedCaller` writes it
 */
export function isCallOf(caller: string, { from, to, direction, legCallId }: StoredOutcome): boolean {
  if (identifiedCaller(from) === caller) return true;
  return direction === 'outbound' && legCallId === undefined && identifiedCaller(to) === caller;
}

/** A text with what URLs escape as it was, so that `%2B1555…` and `bob%40example.com` are found. */
const unescaped = (text: string): string =>
  text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

/**
 * Tells whether a text names somebody: the digits of a number, or user and host of a `sip:` URI, and not as
 * part of a longer one.
 * @param caller as `identifiedCaller` writes it
 */
export function names(caller: string): (text: string) => boolean {
  const bare = caller.replace(/^(?:\+|sip:)/, '').replaceAll(/[^\w@]/g, String.raw`\$&`);
  const pattern = caller.startsWith('+')
    ? new RegExp(`(?<!\\d)${bare}(?!\\d)`)
    : new RegExp(`(?<![\\w.+~-])${bare.replace('@', '(?::[^@\\s]*)?@')}(?![\\w-]|\\.\\w)`, 'i');
  return (text) => pattern.test(unescaped(text));
}
