import { expect, it } from 'vitest';
import { allowedWords } from '../../../lib/policy/building-blocks.ts';

const words = (count: number) => Array.from({ length: count }, (_, index) => `word ${index}`);
const quoted = (count: number) =>
  words(count)
    .map((word) => `"${word}"`)
    .join(', ');

it('twenty words are all named, of more the first twenty', () => {
  expect(allowedWords(words(20), 5)).toBe(`one of ${quoted(20)}`);
  expect(allowedWords(words(21), 5)).toBe(`one of ${quoted(20)}, …`);
});

it('the nearest word is named, also one that the list leaves out, which is then folded to eight', () => {
  expect(allowedWords([...words(20), 'goodbye'], 'godby')).toBe(
    `one of ${quoted(8)}, …; did you mean "goodbye"?`,
  );
});

it('no word is suggested for one that is like none', () => {
  expect(allowedWords(['next', 'retry'], 'voicemail')).toBe('one of "next", "retry"');
});
