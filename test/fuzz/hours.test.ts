import { expect, test } from 'vitest';
import { compareHours } from './hours.ts';

/** `npm run fuzz` asks at a million, `npm run test:load` at 200,000. */
const INSTANTS = 5000;

test('hours of every time zone are open when Temporal says so, changes of the clock included', {
  timeout: 240_000,
}, () => {
  const seed = Date.now() % 2 ** 31;
  const { differences, open } = compareHours({ instants: INSTANTS, seed });
  expect(differences, `seed ${seed}`).toEqual([]);
  expect(open).toBeGreaterThan(INSTANTS / 10);
  expect(open).toBeLessThan(INSTANTS / 2);
});
