const PARTIES: ReadonlySet<string> = new Set(['from', 'to', 'transferTo', 'transferCallerId']);

const TIMES: ReadonlySet<string> = new Set([
  'eventTime',
  'startTime',
  'answerTime',
  'enqueuedTime',
  'endTime',
]);

const withPlusSigns = (text: string): string => text.replaceAll(' ', '+');

/** A URI, also one in angle brackets behind a name, up to its last character that is no blank. */
const URI = /(?<=^\s*|<)(?:sips?|tel):[^>]*[^> ]/i;

/** A number in E.164 that lost its plus sign, with parameters or a host behind it. */
const NUMBER = /^ \d+(?:[;@].*)?$/;

/** The blank before the zone of a time. */
const ZONE = /(?<=T[\d:.,]+) (?=\d\d(?::?\d\d)?$)/;

/**
 * Puts back the plus signs of a query parameter that were not escaped, and so read as blanks,
 * where only a plus sign can have been: in a URI, before a number, before the zone of a time.
 * Names and tags keep their blanks.
 */
export function restorePlusSigns(name: string, value: string): string {
  if (TIMES.has(name)) return value.replace(ZONE, '+');
  if (!PARTIES.has(name)) return value;
  return NUMBER.test(value) ? withPlusSigns(value) : value.replace(URI, withPlusSigns);
}
