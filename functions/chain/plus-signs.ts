import { isReadable } from '../recovery/bounds.ts';

const PARTIES: ReadonlySet<string> = new Set(['from', 'to', 'transferTo', 'transferCallerId']);

const TIMES: ReadonlySet<string> = new Set([
  'eventTime',
  'startTime',
  'answerTime',
  'enqueuedTime',
  'endTime',
]);

const withPlusSigns = (text: string): string => text.replaceAll(' ', '+');

/** A URI, also one in angle brackets behind a name. */
const URI = /(^\s*|<)((?:sips?|tel):[^>]*)/i;

/** The plus signs of a URI; blanks at its end were none. */
function uriWithPlusSigns(_match: string, before: string, uri: string): string {
  const { length } = uri.trimEnd();
  return before + withPlusSigns(uri.slice(0, length)) + uri.slice(length);
}

/** A number in E.164 that lost its plus sign, with parameters or a host behind it. */
const NUMBER = /^ \d+(?:[;@].*)?$/;

/** The end of a time, with a blank before its zone. */
const ZONE = /(T[\d:.,]+) (\d\d(?::?\d\d)?)$/;

/**
 * Puts back the plus signs of a query parameter that were not escaped, and so read as blanks,
 * where only a plus sign can have been: in a URI, before a number, before the zone of a time.
 * Names and tags keep their blanks.
 */
export function restorePlusSigns(name: string, value: string): string {
  if (!isReadable(value)) return value;
  if (TIMES.has(name)) return value.replace(ZONE, '$1+$2');
  if (!PARTIES.has(name)) return value;
  return NUMBER.test(value) ? withPlusSigns(value) : value.replace(URI, uriWithPlusSigns);
}
