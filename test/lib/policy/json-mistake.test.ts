import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistakeInJson } from '../../../lib/policy/json-mistake.ts';

describe('why a text is not JSON', () => {
  it.each([
    ['{', 'line 1: found the end of the file, expected "}" at the end of an object'],
    ['[1', 'line 1: found the end of the file, expected "]" at the end of a list'],
    [
      '{\n"a":1,\n}',
      'line 3: found }, expected a key in double quotes; after the last value stands no comma',
    ],
    ['[1,]', 'line 1: found ], expected a value; after the last one stands no comma'],
    ["{'a':1}", "line 1: found 'a', expected a number, true, false, null, or a key or text in double quotes"],
    [
      '{"a":True}',
      'line 1: found True, expected a number, true, false, null, or a key or text in double quotes',
    ],
    ['{"a" 1}', 'line 1: found 1, expected a colon between key and value'],
    ['{"a":1\n"b":2}', 'line 2: found "b", expected a comma before it'],
    ['{} {}', 'line 1: found {, expected nothing after the end of the policy'],
    ['{}\n/* a\nb */', 'line 2: found /* a, expected no comment: JSON has none'],
    ['{}\n/* a\nb', 'line 2: found /* a, expected no comment: JSON has none'],
    ['{"a":"x\ny"}', 'line 1: found "x, expected a double quote at the end of a text, on the same line'],
    ['{"a":"\\x"}', 'line 1: found "\\x", expected one of " \\ / b f n r t u after a backslash'],
    ['{"a":"\\u12"}', 'line 1: found "\\u12", expected four hexadecimal digits after \\u'],
    ['{"a":1.}', 'line 1: found 1., expected a number such as 10 or 0.5'],
    ['{"a":1e}', 'line 1: found 1e, expected a number such as 10 or 0.5'],
    [
      '{"a":"\t"}',
      'line 1: found "\t", expected no control character in a text: a line break is written \\n',
    ],
    [
      `{"a":"${'x'.repeat(100)}`,
      `line 1: found "${'x'.repeat(59)}, expected a double quote at the end of a text`,
    ],
  ])('%j', (text, expected) => expect(mistakeInJson(text)?.slice(0, expected.length)).toBe(expected));

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
