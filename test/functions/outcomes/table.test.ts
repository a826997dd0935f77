import { expect, it } from 'vitest';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';

it('the table and its indexes have the keys of the contract', () => {
  const { partitionKey, sortKey, timeToLive, indexes } = OUTCOMES_TABLE;
  expect([partitionKey, sortKey, timeToLive]).toEqual(['callId', 'eventKey', 'expiresAt']);
  expect(indexes.map((index) => [index.name, index.partitionKey, index.sortKey])).toEqual([
    ['byOutcome', 'outcomeDay', 'eventTime'],
    ['byKnownCaller', 'caller', 'eventTime'],
  ]);
});

it.each(OUTCOMES_TABLE.indexes)('$name projects nothing twice, and no key', (index) => {
  const { partitionKey, sortKey } = OUTCOMES_TABLE;
  const all = [partitionKey, sortKey, index.partitionKey, index.sortKey, ...index.projected];
  expect(new Set(all).size).toBe(all.length);
});
