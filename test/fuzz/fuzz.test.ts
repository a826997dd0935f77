import { expect, test } from 'vitest';
import { fuzz } from './fuzz.ts';

/** `npm run fuzz` sends a hundred thousand. */
const CASES = 4000;

test('requests of every kind: answered by the table of docs/design.md, twice the same, and the token never shows', {
  timeout: 240_000,
}, async () => {
  const seed = Date.now() % 2 ** 31;
  const statuses = await fuzz({ cases: CASES, seed });
  expect([...statuses.keys()].sort(), `seed ${seed}`).toEqual([200, 400, 404, 405, 413]);
});
