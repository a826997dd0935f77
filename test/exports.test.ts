import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** Files whose exports Lambda, the users of the package, what it is built of and `functions/package.json` need. */
const ENTRY =
  /^bin\/package\/level\.ts$|\/handler\.ts$|^lib\/index\.ts$|^functions\/outcomes\/client-(?:put|send)\.ts$|\.d\.ts$/;

const EXPORTED = [
  /^export (?:async |abstract )*(?:const|let|function\*?|class|interface|type|enum) (?<names>\w+)/gm,
  /^export (?:const |type )?[{[](?<names>[^\]}]*)[\]}]/gm,
];
const IMPORTED = [
  /\b(?:import|export)\s+(?:type\s+)?\{(?<names>[^}]*)\}\s+from\s+'(?<from>\.[^']+)'/g,
  /\{(?<names>[^{}]*)\} = await import\('(?<from>\.[^']+)'\)/g,
  /\bimport\('(?<from>\.[^']+)'\)\.(?<names>\w+)/g,
];

const NAME = /(?:\btype )?(\w+)(?:(?: as|:) (\w+))?/g;

/** Finds lists of names such as `type A, b as c`; gives each name before and after it is renamed, and its file. */
const namesIn = (text: string, patterns: readonly RegExp[]) =>
  patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .flatMap(({ groups: { names = '', from = '' } = {} as Record<string, string> }) =>
      [...names.matchAll(NAME)].map(([, before, after = before]) => ({ before, after, from })),
    );

/** Finds the exports of the product and the programs that no other file imports by name. */
function unusedExports(sources: readonly (readonly [path: string, text: string])[]): string[] {
  const used = new Set(
    sources.flatMap(([path, text]) =>
      namesIn(text, IMPORTED).map(({ before, from }) => `${join(path, '..', from)}: ${before}`),
    ),
  );
  return sources
    .filter(([path]) => !path.startsWith('test/') && !ENTRY.test(path))
    .flatMap(([path, text]) => namesIn(text, EXPORTED).map(({ after }) => `${path}: ${after}`))
    .filter((name) => !used.has(name));
}

const SOURCES = ['functions', 'lib', 'bin', 'test']
  .flatMap((door) =>
    readdirSync(join(PROJECT, door), { recursive: true }).map((path) => join(door, `${path}`)),
  )
  .filter((path) => /\.m?[jt]s$/.test(path) && !path.includes('node_modules'))
  .map((path) => [path, readFileSync(join(PROJECT, path), 'utf8')] as const);

const ALONE = ['const x = 1', 'type x = 1', 'function x() {}', 'const { a: x } = y', "{ x } from './a.ts'"];

it.each(ALONE)('finds that nobody imports the export of %s', (text) => {
  expect(unusedExports([['bin/b.ts', `export ${text};`]])).toEqual(['bin/b.ts: x']);
});

it('every export is imported by another file', () => {
  expect(unusedExports(SOURCES)).toEqual([]);
});
