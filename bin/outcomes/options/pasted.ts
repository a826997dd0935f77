import { identifiedCaller } from '../../../functions/outcomes/caller.ts';
import { E164 } from '../../../functions/recovery/destination.ts';
import { printable } from '../../print/printable.ts';
import { pasted } from '../../usage/read-options.ts';
import { UsageError } from '../../usage/usage-error.ts';

/** An id as Bandwidth makes it, alone or within a URL, a log line or JSON. */
const CALL_ID =
  /(?<![\da-z])c-[\da-f]{8}-[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}(?![\da-z])/gi;

/** The id in the path of a call of Bandwidth's API (https://dev.bandwidth.com/apis/voice-apis/voice/). */
const IN_PATH = /\/calls\/([^/?#\s"'<>]+)/;

/** Quotes and punctuation around a text that was copied out of another. */
const AROUND = /^[\s"'“”‘’`<([{,]+|[\s"'“”‘’`>)\]},.;:!?]+$/g;

/**
 * The id of a call, typed or pasted: with quotes, punctuation or the URL around it.
 * @throws {UsageError} where there is none, or more than one
 */
export function readCallId(typed: string): string {
  const text = pasted(typed);
  const found = [...new Set(text.match(CALL_ID)?.map((id) => id.toLowerCase()))];
  if (found.length > 1)
    throw new UsageError(`These are ${found.length} calls: ${found.join(', ')}. Ask for one.`);
  const id = found[0] ?? (IN_PATH.exec(text)?.[1] ?? text).replaceAll(AROUND, '');
  if (id !== '') return id;
  throw new UsageError(
    `"${typed}" is not the id of a call, such as c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d.`,
  );
}

/** How Bandwidth writes callers, for those who typed another form. */
export const CALLER_FORMS = 'Callers are known as +15551234567 or sip:bob@example.com.';

/** A text that can only be meant as a number: digits and what is put between them. */
const NUMBER = /^[\d\s+()[\]./\p{Pd}\u2212·]*\d[\d\s+()[\]./\p{Pd}\u2212·]*$/u;

/** Dialled before a country code: in North America, and nearly everywhere else. */
const INTERNATIONAL_PREFIX = /^\+?(?:011(?=[1-9]\d{8,14}$)|00(?=[1-9]\d{6,14}$))/;

/** @throws {UsageError} for a number that is not E.164, and whose country is not told */
function readNumber(text: string, typed: string): string {
  // "(0)" after a country code is dialled only within the country.
  const dialled = text.replace(/(?<=\d.*)\(\s*0\s*\)/, '').replaceAll(/[^\d+]/g, '');
  const number = dialled.replace(INTERNATIONAL_PREFIX, '+');
  if (E164.test(number)) return number;
  if (/^[2-9]\d{9}$/.test(number)) return `+1${number}`;
  if (/^(?:1\d{10}|[2-9]\d{10,14})$/.test(number)) return `+${number}`;
  // Short codes and the numbers that stand for a hidden caller have no country code.
  if (/^[1-9]\d{0,8}$/.test(number)) return number;
  throw new UsageError(
    `"${typed}" is not an E.164 number. Write + and the country code, then the number without the 0 that is only dialled within the country: +442079460000 for 020 7946 0000 in the United Kingdom.`,
  );
}

/** A `tel:` URI (RFC 3966) without its scheme and parameters. */
function withoutScheme(text: string): string {
  const [, number = text] = /^tel:\s*([^;]*)/i.exec(text) ?? [];
  return number.replaceAll('%2B', '+').replaceAll('%20', ' ');
}

/**
 * A caller as Bandwidth writes it in `from`. A number may be typed with blanks, dashes, brackets and
 * the prefix of international calls; without it one of 10 digits is North American, a longer one has
 * its country code. A SIP URI may stand in angle brackets.
 * @throws {UsageError} for a number whose country is not told
 */
export function readCaller(typed: string): string {
  const text = pasted(typed).normalize('NFKC');
  const bare = (/<([^<>]+)>/.exec(text)?.[1] ?? text).replaceAll(/^[\s"'<]+|[\s"'>,;]+$/g, '');
  if (bare === '') throw new UsageError(`"${typed}" is not a caller. ${CALLER_FORMS}`);
  const number = withoutScheme(bare);
  if (NUMBER.test(number)) return readNumber(number, typed);
  const uri = bare.replaceAll(' ', '').replace(/^sips?:/i, (scheme) => scheme.toLowerCase());
  if (/^sips?:/.test(uri)) return uri;
  return /^[^\s@]+@[^\s@]+$/.test(uri) ? `sip:${uri}` : bare;
}

/**
 * A typed caller as the index of callers knows it.
 * @throws {UsageError} where it stands for no caller in particular, as `Anonymous` does
 */
export function identifiedBy(typed: string): string {
  const caller = identifiedCaller(readCaller(typed));
  if (caller !== undefined) return caller;
  throw new UsageError(
    `"${printable(typed)}" does not identify a caller, so no index has its calls. ${CALLER_FORMS} \`export\` has the calls of everybody.`,
  );
}
