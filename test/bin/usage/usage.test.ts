import { describe, expect, it, test } from 'vitest';
import { didYouMean } from '../../../bin/usage/nearest.ts';
import { readPort, wholeNumber } from '../../../bin/usage/read-options.ts';
import { runProgram, spawnProgram } from '../program.ts';

const WORDS = ['now', 'today', 'busy', 'no-answer'];

test.each([
  ['noww', ' Did you mean "now"?'],
  ['Tuday', ' Did you mean "today"?'],
  ['noanswer', ' Did you mean "no-answer"?'],
  ['foo', ''],
  ['x', ''],
  ['', ''],
  ['something-else', ''],
])('of the words the one that is near to "%s":%s', (word, told) => {
  expect(didYouMean(word, WORDS)).toBe(told);
});

it.each(['', '-1', '1.5', '1e3', '٣', '0x10', 'many', '1234567890', '0', '100'])(
  'a number of "%s" is none from 1 to 99',
  (text) => {
    expect(() => wholeNumber(1, 99)(text)).toThrow('It must be a whole number from 1 to 99.');
  },
);

it('bounds are within', () => {
  expect(['1', '099'].map(wholeNumber(1, 99))).toEqual([1, 99]);
  expect(['0', '65535'].map(readPort)).toEqual([0, 65_535]);
});

describe('every program has the same frame', () => {
  const PROGRAMS = ['connect', 'demo', 'explain', 'outcomes', 'schema', 'simulate', 'token', 'urls'];

  // By Node alone, as a person starts it: most other tests run a program in their own process.
  it.each(PROGRAMS)('%s tells what it does, and does nothing', async (name) => {
    const { code, stdout, stderr } = await spawnProgram(`${name}.ts`, {}, ['--help']);
    expect(stdout).toMatch(new RegExp(`^Usage: npx bandwidth-call-recovery ${name} `));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  // That of urls is in urls.test.ts: without a token file it tells of that first.
  it.each<[string, string, RegExp]>([
    ['explain', '--nonsense', /^unknown option '--nonsense'\n$/],
    ['token', '--nonsense', /^unknown option '--nonsense'\n$/],
    ['demo', '--fast', /^unknown option '--fast'\n$/],
    ['demo', 'word', /^too many arguments.*\n$/],
    ['schema', '--chek', /^unknown option '--chek' \(Did you mean --check\?\)\n$/],
  ])('%s %s is wrong usage, told in a line', async (name, given, told) => {
    const { code, stdout, stderr } = await runProgram(`${name}.ts`, {}, [given]);
    expect(stderr).toMatch(told);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});
