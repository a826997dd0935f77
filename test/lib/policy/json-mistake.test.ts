import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistakeInJson } from '../../../lib/policy/json-mistake.ts';
import { positionsIn } from '../../../lib/policy/positions.ts';

describe('why a text is not JSON', () => {
  it.each([
    ['{', '1:2 found the end of the file, expected "}" at the end of an object'],
    ['[1', '1:3 found the end of the file, expected "]" at the end of a list'],
    ['{\n"a":1,\n}', '3:1 found }, expected a key in double quotes; after the last value stands no comma'],
    ['[1,]', '1:4 found ], expected a value; after the last one stands no comma'],
    ["{'a':1}", "1:2 found 'a', expected a number, true, false, null, or a key or text in double quotes"],
    ['{"a":True}', '1:6 found True, expected a number, true, false, null, or a key or text in double quotes'],
    ['{"a" 1}', '1:6 found 1, expected a colon between key and value'],
    ['{"a":1\n"b":2}', '2:1 found "b", expected a comma before it'],
    ['{} {}', '1:4 found {, expected nothing after the end of the policy'],
    ['{}\n/* a\nb */', '2:1 found /* a, expected no comment: JSON has none'],
    ['{}\n/* a\nb', '2:1 found /* a, expected no comment: JSON has none'],
    ['{"a":"x\ny"}', '1:6 found "x, expected a double quote at the end of a text, on the same line'],
    ['{"a":"\\x"}', '1:6 found "\\x", expected one of " \\ / b f n r t u after a backslash'],
    ['{"a":"\\u12"}', '1:6 found "\\u12", expected four hexadecimal digits after \\u'],
    ['{"a":1.}', '1:6 found 1., expected a number such as 10 or 0.5'],
    ['{"a":1e}', '1:6 found 1e, expected a number such as 10 or 0.5'],
    [
      '{"a":"\t"}',
      '1:6 found "\\u{9}", expected no control character in a text: a line break is written \\n',
    ],
    [
      `{"a":"${'x'.repeat(100)}`,
      `1:6 found "${'x'.repeat(59)}, expected a double quote at the end of a text`,
    ],
  ])('%j', (text, expected) => {
    const { offset, why } = mistakeInJson(text) ?? { offset: Number.NaN, why: '' };
    const { line, column } = positionsIn(text)(offset);
    expect(`${line}:${column} ${why}`.slice(0, expected.length)).toBe(expected);
  });

  it('is told of no JSON', () => {
    fc.assert(
      fc.property(
        fc.json().filter((text) => text.trim() !== ''),
        (text) => {
          expect(mistakeInJson(text)).toBeUndefined();
        },
      ),
    );
  });
});
