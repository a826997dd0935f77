import type { Played } from './play.ts';

/** The elements of a document, in order, without its root. */
export const verbsOf = (bxml: string): string[] =>
  [...bxml.matchAll(/<([A-Z]\w*)/g)].flatMap(([, name]) => (name && name !== 'Response' ? [name] : []));

const BXML = 'application/xml; charset=utf-8';

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));

/** Everything about a played scene that is not as expected, a line each; empty when all is well. */
export function differences({ scene, status, contentType, bxml, item, event }: Played): string[] {
  const { verbs, ...stored } = { nextDestination: undefined, ...scene.expected };
  const pairs: [what: string, expected: unknown, found: unknown][] = [
    ['HTTP status', 200, status],
    ['content type', BXML, contentType],
    ['BXML verbs', verbs, verbsOf(bxml)],
    ...Object.entries({ ...stored, ...event })
      .filter(([, value]) => value !== '')
      .map(([name, value]): [string, unknown, unknown] => [`stored ${name}`, value, item?.[name]]),
  ];
  return pairs
    .filter(([, expected, found]) => JSON.stringify(expected) !== JSON.stringify(found))
    .map(([what, expected, found]) => `${what}: expected ${show(expected)}, found ${show(found)}`);
}
