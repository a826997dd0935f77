import { closestMatch } from 'leven';
import * as v from 'valibot';
import { isVisible } from './invisible.ts';

// The message of every rule says what is expected, so that a mistake can read
// "found …, expected …" whatever the rule.

/** Longer lists of words are cut in an error: the nearest word is what helps. */
const MAX_SHOWN_WORDS = 20;

/** Names the words that are allowed, and the one that was probably meant. */
export function allowedWords(words: readonly string[], found: unknown): string {
  const near = typeof found === 'string' ? closestMatch(found, words, { maxDistance: 3 }) : undefined;
  const shown = words.slice(0, MAX_SHOWN_WORDS).map((word) => `"${word}"`);
  const list = shown.concat(words.length > MAX_SHOWN_WORDS ? ['…'] : []).join(', ');
  return `one of ${list}${near ? `; did you mean "${near}"?` : ''}`;
}

/** One of some words; the error names them all and the nearest. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  v.picklist(words, ({ input }) => allowedWords(words, input));

/** An object that takes no other keys than its entries; the error names them all and the nearest. */
export const closedObject = <const Entries extends v.ObjectEntries>(entries: Entries) =>
  v.strictObject(entries, ({ expected, input }) => {
    if (expected === 'Object') return 'an object';
    if (expected !== 'never') return `the key ${expected}`;
    return allowedWords(Object.keys(entries), input);
  });

/** The same optional entry under each of some keys. */
export const optionalEntries = <Key extends string, Schema extends v.GenericSchema>(
  keys: readonly Key[],
  schema: Schema,
) =>
  Object.fromEntries(keys.map((key) => [key, v.exactOptional(schema)])) as Record<
    Key,
    v.ExactOptionalSchema<Schema, undefined>
  >;

/** A whole number within bounds, both included. */
export function wholeNumber(least: number, most: number) {
  const expected = `a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(expected),
    v.integer(expected),
    v.minValue(least, expected),
    v.maxValue(most, expected),
  );
}

/** A number of seconds within bounds, both included; fractions are allowed. */
export function secondsBetween(least: number, most: number) {
  const expected = `a number of seconds from ${least} to ${most}`;
  return v.pipe(v.number(expected), v.minValue(least, expected), v.maxValue(most, expected));
}

/** A text of 1 to `most` characters, one of them visible, none of them a control character. */
export function plainText(what: string, most: number) {
  return v.pipe(
    v.string(what),
    v.regex(/\S/, `${what} that is not blank`),
    v.check(isVisible, `${what} that is not blank`),
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to refuse
    v.regex(/^[^\u0000-\u001f\u007f\ufffe\uffff]*$/, `${what} without control characters`),
    v.maxLength(most, `${what} of at most ${most.toLocaleString('en')} characters`),
  );
}
