import { expect, test } from 'vitest';
import { fuzz, fuzzLong } from './fuzz.ts';

/** `npm run fuzz` sends a hundred thousand. */
const CASES = 4000;

test('requests of every kind: answered by the table of docs/design.md, twice the same, and the token never shows', {
  timeout: 240_000,
}, async () => {
  const seed = Date.now() % 2 ** 31;
  const statuses = await fuzz({ cases: CASES, seed });
  expect([...statuses.keys()].sort(), `seed ${seed}`).toEqual([200, 400, 404, 405, 413]);
});

test('a long text in any place: answered and stored within all limits, in little more time than a plain one of its size', {
  timeout: 240_000,
}, async () => {
  const seed = Date.now() % 2 ** 31;
  const { ratio, about } = await fuzzLong({ cases: 400, seed });
  expect(ratio, `seed ${seed}: ${about}`).toBeLessThan(40);
});
