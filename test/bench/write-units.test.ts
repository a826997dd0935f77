import { expect, it } from 'vitest';
import { indexWriteUnits, itemBytes } from './write-units.ts';

const KEYS = { callId: { S: 'c-1' }, eventKey: { S: '2026-11-21T22:00:00.000Z#referComplete' } };
const TIME = { eventTime: { S: '2026-11-21T22:00:00.000Z' } };
const DAY = { outcomeDay: { S: 'busy#2026-11-21#07' } };
const FROM = { from: { S: '+15551112222' } };

it.each([
  ['a text in UTF-8', { name: { S: 'é' } }, 6],
  ['a number of two digits', { n: { N: '42' } }, 3],
  ['a negative number', { n: { N: '-42' } }, 4],
  ['an epoch time, whose last zeros take nothing', { n: { N: '1795300000' } }, 5],
  ['a flag', { ok: { BOOL: true } }, 3],
  ['an empty list', { l: { L: [] } }, 4],
  ['a map with a flag', { m: { M: { a: { BOOL: true } } } }, 7],
])('counts the bytes of %s', (_what, item, bytes) => {
  expect(itemBytes(item as never)).toBe(bytes);
});

it('counts a unit for each index whose keys the item has', () => {
  expect(indexWriteUnits({ ...KEYS })).toBe(0);
  expect(indexWriteUnits({ ...KEYS, ...TIME, ...DAY })).toBe(1);
  expect(indexWriteUnits({ ...KEYS, ...TIME, ...DAY, ...FROM })).toBe(2);
});

it('counts what an index projects, and no more', () => {
  const large = { S: 'x'.repeat(1100) };
  expect(indexWriteUnits({ ...KEYS, ...TIME, ...DAY, diversion: large })).toBe(1);
  expect(indexWriteUnits({ ...KEYS, ...TIME, ...DAY, destination: large })).toBe(2);
});
