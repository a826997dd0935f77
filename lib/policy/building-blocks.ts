import * as v from 'valibot';
import { isVisible } from './invisible.ts';
import { didYouMean } from './nearest-word.ts';

// The message of every rule is what is expected: a mistake reads "found …, expected …".

/** Longer lists of words are cut in an error, and sooner where it names the word that was meant. */
const MAX_SHOWN_WORDS = { withoutMeant: 20, withMeant: 8 };

/** Names the words that are allowed, and the one that was probably meant. */
export function allowedWords(words: readonly string[], found: unknown): string {
  const meant = didYouMean(found, words);
  const most = meant === '' ? MAX_SHOWN_WORDS.withoutMeant : MAX_SHOWN_WORDS.withMeant;
  const shown = words.slice(0, most).map((word) => `"${word}"`);
  return `one of ${shown.concat(words.length > most ? ['…'] : []).join(', ')}${meant}`;
}

/** One of some words; the error names them all and the nearest. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  v.picklist(words, ({ input }) => allowedWords(words, input));

/**
 * An object that takes no other keys than its entries; the error of each other key names them all and the nearest.
 * @param example what the error of another value shows
 */
export function closedObject<const Entries extends v.ObjectEntries>(example: string, entries: Entries) {
  const message = ({ expected, input }: v.StrictObjectIssue): string => {
    if (expected === 'Object') return `an object such as ${example}`;
    if (expected !== 'never') return `the key ${expected}`;
    return allowedWords(Object.keys(entries), input);
  };
  const schema = v.strictObject(entries, message);
  const empty = v.strictObject({}, message);
  // valibot takes a list for an object, and reports only the first unknown key of an object.
  const run: (typeof schema)['~run'] = (dataset, config) => {
    const { value } = dataset;
    if (Array.isArray(value)) return schema['~run']({ value: 'a list' }, config);
    const result = schema['~run'](dataset, config);
    const isObject = typeof value === 'object';
    const unknown = Object.entries(isObject ? Object(value) : {}).filter(
      ([key]) => !Object.hasOwn(entries, key),
    );
    for (const entry of unknown.slice(1)) {
      const { issues } = empty['~run']({ value: Object.fromEntries([entry]) }, config);
      result.issues?.push(...(issues as NonNullable<typeof result.issues>));
    }
    return result;
  };
  return { ...schema, '~run': run };
}

/** An object with any keys; `relations.ts` checks these, as valibot leaves some of them out. */
export function recordOf<Value extends v.GenericSchema>(value: Value, what: string) {
  const schema = v.record(v.string(), value, what);
  // valibot takes a list for an object.
  const run: (typeof schema)['~run'] = (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: 'a list' } : dataset, config);
  return { ...schema, '~run': run };
}

/** The words of an editor about an entry. */
interface Metadata {
  readonly description?: string;
  readonly default?: unknown;
}

/** An optional entry of one schema for each key, with what an editor says of it there. */
export const optionalEntries = <Key extends string, Schema extends v.GenericSchema>(
  schema: Schema,
  metadata: Readonly<Record<Key, Metadata>>,
) =>
  Object.fromEntries(
    Object.entries<Metadata>(metadata).map(([key, each]) => [
      key,
      v.pipe(v.exactOptional(schema), v.metadata({ ...each })),
    ]),
  ) as unknown as Readonly<Record<Key, v.ExactOptionalSchema<Schema, undefined>>>;

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

/** A text of 1 to `most` characters, at least one visible and no control characters. */
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
