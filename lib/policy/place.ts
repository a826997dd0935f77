import { type PolicyMistake, show } from './mistakes.ts';

/** A value of the file, and its path. */
export interface Place {
  readonly path: string;
  readonly value: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** The value under a key; `undefined` where there is no object, or none with that key. */
export const at = ({ path, value }: Place, key: string): Place => ({
  path: `${path}.${key}`.replace(/^\./, ''),
  value: isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined,
});

/** The elements of a list. */
export const each = ({ path, value }: Place): Place[] =>
  Array.isArray(value) ? value.map((element, index) => ({ path: `${path}[${index}]`, value: element })) : [];

/** The elements of a list, or of what may stand for a list of one. */
export const oneOrEach = (place: Place): Place[] => (Array.isArray(place.value) ? each(place) : [place]);

/** The values of an object, by key. */
export const entries = (place: Place): [key: string, value: Place][] =>
  Object.keys(isObject(place.value) ? place.value : {}).map((key) => [key, at(place, key)]);

/** The value, if it is a text. */
export const textOf = ({ value }: Place): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** Makes the mistake of a place: what was expected there, and what was found. */
export const mistake =
  (expected: string) =>
  ({ path, value }: Place): PolicyMistake => ({ path, expected, found: show(value) });
