import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../bin/print/fold.ts';

test('short lines stay', () => {
  expect(fold('a b\n  c', 20)).toBe('a b\n  c');
});

test('a long line is broken after a separator and indented further', () => {
  expect(fold('  <Refer url="one?a=1&amp;two=2">', 26)).toBe('  <Refer url="one?a=1&amp;\n      two=2">');
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
