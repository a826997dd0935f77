import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseSync } from '@swc/core';
import { checkSync } from 'recheck';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

interface Expression {
  readonly source: string;
  readonly flags: string;
}

interface Node {
  readonly type?: string;
  readonly pattern?: string;
  readonly flags?: string;
  readonly callee?: { readonly value?: string };
  readonly arguments?: readonly { readonly expression: { readonly type: string; readonly value?: string } }[];
}

/** The regular expressions of a syntax tree: literals, and `RegExp` of texts. Of anything else none can be told. */
function expressionsOf(node: unknown): Expression[] {
  if (typeof node !== 'object' || node === null) return [];
  const { type, pattern = '', flags = '', callee, arguments: given = [] } = node as Node;
  if (type === 'RegExpLiteral') return [{ source: pattern, flags }];
  if (callee?.value === 'RegExp') {
    if (given.some(({ expression }) => expression.type !== 'StringLiteral'))
      throw new Error('a RegExp of something else than texts');
    const [source = '', flags = ''] = given.map(({ expression }) => expression.value);
    return [{ source, flags }];
  }
  return Object.values(node).flatMap(expressionsOf);
}

const parsed = (source: string): Expression[] =>
  expressionsOf(parseSync(source, { syntax: 'typescript', target: 'esnext' }));

const found = globSync('functions/**/*.ts', { cwd: PROJECT }).flatMap((file) =>
  parsed(readFileSync(`${PROJECT}/${file}`, 'utf8')).map((each) => ({ file, ...each })),
);

// Where its automata do not suffice it searches at random: the same each time, as a rare search calls a safe one vulnerable.
const statusOf = ({ source, flags }: Expression): string =>
  checkSync(source, flags, { timeout: 50_000, randomSeed: 1 }).status;

// Its other engines start programs, and are not there on every platform.
beforeAll(() => void vi.stubEnv('RECHECK_BACKEND', 'pure'));
afterAll(() => void vi.unstubAllEnvs());

describe('the expressions of functions/, which see texts of strangers', () => {
  it('are found', () => {
    expect(found.length).toBeGreaterThan(40);
    expect(parsed('a.b(/x+/gi); new RegExp("y", "u"); RegExp("z")')).toEqual([
      { source: 'x+', flags: 'gi' },
      { source: 'y', flags: 'u' },
      { source: 'z', flags: '' },
    ]);
    expect(() => parsed('new RegExp(text)')).toThrow();
  });

  it.each(found)('take time in proportion to the text: $file /$source/$flags', (expression) => {
    expect(statusOf(expression)).toBe('safe');
  });

  it.each([
    { source: '^(?:"[^"]*"\\s*|[^<>"]*)<\\s*([^<>]*?)\\s*>$', flags: '' },
    { source: '(?<=^\\s*|<)sip:[^>]*[^> ]', flags: 'i' },
    { source: '"[^"\\\\]*(?:\\\\.[^"\\\\]*)*"', flags: 'g' },
  ])('would be told if they took more, as /$source/$flags does', (expression) => {
    expect(statusOf(expression)).toBe('vulnerable');
  });
});
