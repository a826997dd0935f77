import { expect, test } from 'vitest';
import { check } from './check.ts';
import { fuzz, fuzzLong } from './fuzz.ts';
import { longRequestOf } from './hostile-request.ts';
import { HOSTILE_POLICY } from './policy.ts';
import { processorRatio } from './processor-time.ts';

/** `npm run fuzz` sends a hundred thousand, `npm run test:load` twenty. */
const CASES = 1000;

test('requests of every kind: answered by the table of docs/design.md, twice the same, and the token never shows', {
  timeout: 240_000,
}, async () => {
  const seed = Date.now() % 2 ** 31;
  const statuses = await fuzz({ cases: CASES, seed });
  // A body above 1 MB, 413, is one request of 500: not each run has one.
  const met = [...statuses.keys()].filter((status) => status !== 413);
  expect(met.sort(), `seed ${seed}`).toEqual([200, 400, 404, 405]);
});

/** How often the time of a plain event a long one may take: it takes 17 at most on an idle machine. */
const MOST_TIMES = 40;

test.each([
  ['a name without its end', { field: 'from' }, `<${' '.repeat(1500)}x`],
  ['marks out of order', { field: 'tag' }, '\u0301\u0323'.repeat(20_000)],
  ['escapes of escapes', { parameter: 'destination' }, '%252525'.repeat(20_000)],
  ['blanks before a party', { method: 'GET', field: 'to' }, ' '.repeat(40_000)],
  ['digits before a zone', { method: 'GET', field: 'eventTime' }, `T${'1'.repeat(40_000)}`],
  ['short runs of digits', { field: 'accountId' }, '+15551234567,'.repeat(20_000)],
  ['a target', { field: 'transferTo' }, '-'.repeat(450_000)],
])('%s takes little more time than letters', async (_what, where, text) => {
  const request = longRequestOf('transfer-complete', where, text);
  expect(await check(request.sent, HOSTILE_POLICY)).toBe(200);
  expect(await processorRatio(request)).toBeLessThan(MOST_TIMES);
});

test('a long text in any place: answered and stored within all limits, in little more time than a plain one of its size', {
  timeout: 240_000,
}, async () => {
  const seed = Date.now() % 2 ** 31;
  const { ratio, about } = await fuzzLong({ cases: 60, seed });
  expect(ratio, `seed ${seed}: ${about}`).toBeLessThan(MOST_TIMES);
});
