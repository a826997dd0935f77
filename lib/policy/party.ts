import { E164, SIP_URI } from '../../functions/recovery/destination.ts';
import { ESCAPED, ESCAPES, HOST, isHost } from './host.ts';
import { withoutInvisible } from './invisible.ts';

/** Says what is expected of a text that has the form of a `sip:` URI and cannot be called; `undefined` where it can. */
export function mistakeInSipUri(uri: string): string | undefined {
  const [, host, port = '1'] = /^sip:(?:[^@]*@)?(\[[^\]]*\]|[^:;?]*)(?::(\d+))?/i.exec(uri) ?? [];
  if (host === undefined) return undefined;
  if (!ESCAPED.test(uri)) return ESCAPES;
  if (!isHost(host)) return HOST;
  return Number(port) < 1 || Number(port) > 65_535 ? 'a port from 1 to 65535' : undefined;
}

/** A word for a caller who is not told, such as `Anonymous`. */
const WORD = /^[A-Za-z]+$/;

/** Only our own SIP URIs have no commas, for the sake of callback URLs; a scheme has no case. */
const isSipUri = (text: string): boolean => SIP_URI.test(text.replace(/^sip:/i, 'sip:').replaceAll(',', '.'));

/** The text before a `*`: the beginning of a number, of a SIP URI or of a word. */
const BEGINNING = /^(?:\+(?:[1-9]\d*)?|sip:[\w.!~'()&=+$,;?/%:#@[\]-]*|[A-Za-z]*)$/i;

/** The text after a `*`: characters of a SIP URI, which numbers and words consist of, too. */
const END = /^[\w.!~'()&=+$,;?/%:#@[\]-]*$/;

/**
 * Tells whether a pattern of `to` or `from` can match a party of a call: an E.164 number, a `sip:`
 * URI, or a word such as `Anonymous` (https://dev.bandwidth.com/docs/voice/webhooks/transferComplete).
 */
export function canMatchParty(pattern: string): boolean {
  const [beginning = '', end] = pattern.split('*');
  if (end === undefined) return E164.test(pattern) || WORD.test(pattern) || isSipUri(pattern);
  return BEGINNING.test(beginning) && END.test(end);
}

/** The number that digits mean: in North America, by the prefix of calls abroad, or as they stand. */
const meantNumber = (digits: string): string =>
  /^1?[2-9]\d{9}$/.test(digits) ? `+1${digits.slice(-10)}` : digits.replace(/^(?:00|011)/, '+');

/** Words that name the nearest text that is right, where it is clear; else none. */
export function meantParty(text: string, isRight: (party: string) => boolean): string {
  const seen = withoutInvisible(text.replace(/^[^<]*<([^>]*)>.*$/s, '$1'));
  const bare = seen.replaceAll(' ', '');
  const digits = bare.replace(/^tel:/i, '').replace(/\(0\)|[()./-]/g, '');
  const meant = [
    seen,
    /^sips?:/i.test(bare) ? bare.replace(/^sips?/i, 'sip') : '',
    /^\+?\d+\*?$/.test(digits) ? meantNumber(digits) : '',
    bare.includes('@') ? `sip:${bare}` : '',
  ].find(isRight);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
