import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar } from '../../../bin/print/bar.ts';
import { fold } from '../../../bin/print/fold.ts';
import { cut, field, printable } from '../../../bin/print/printable.ts';

describe('text of strangers', () => {
  test.each([
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['a\rb\nc', 'a\\u{d}b\\u{a}c'],
    ['\u009b2J', '\\u{9b}2J'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['Zoë 日本 +1', 'Zoë 日本 +1'],
  ])('%j shows as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('no text leaves anything that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const obeyed = Array.from(printable(text), (each) => each.codePointAt(0) ?? 0).filter(
          (code) => code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x2028 && code < 0x202f),
        );
        expect(obeyed).toEqual([]);
      }),
    );
  });

  test('a field that is absent is undefined, one that is nested is JSON', () => {
    const row = { a: 0, b: '', c: null, d: ['\u001b'] };
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => field(row, name))).toEqual([
      '0',
      undefined,
      undefined,
      '["\\u001b"]',
      undefined,
    ]);
  });

  test('cut keeps to its columns and shows that it did', () => {
    expect([cut('abcdef', 6), cut('abcdef', 5)]).toEqual(['abcdef', 'abcd…']);
  });
});

test.each([
  [1, '██████████'],
  [0.5, '█████'],
  [0.51, '█████▏'],
  [0.0001, '▏'],
  [0, ''],
])('a bar for %f', (share, text) => {
  expect(bar(share, 10)).toBe(text);
});

test('short lines stay', () => {
  expect(fold('a b\n  c', 20)).toBe('a b\n  c');
});

test('a long line is broken after a separator and indented further', () => {
  expect(fold('  <Refer url="one?a=1&amp;two=2">', 26)).toBe('  <Refer url="one?a=1&amp;\n      two=2">');
});

test('a sentence is broken before a URL, not in it', () => {
  expect(fold('in table outcomes at http://localhost:8000/shell', 40)).toBe(
    'in table outcomes at\n    http://localhost:8000/shell',
  );
});

test('a long word is broken where it must', () => {
  expect(fold('x'.repeat(25), 20)).toBe(`${'x'.repeat(20)}\n    ${'x'.repeat(5)}`);
});

test('no line is too long and nothing but white space is lost', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), fc.nat(12), (text, indent) => {
      const folded = fold(' '.repeat(indent) + text, 40);
      expect(folded.split('\n').every((line) => line.length <= 40)).toBe(true);
      expect(folded.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    }),
  );
});
