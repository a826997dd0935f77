import { describe, expect, it } from 'vitest';
import { OUTCOME_SHARDS, OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';

describe('the outcomes table', () => {
  it('has the keys of the contract', () => {
    const { partitionKey, sortKey, timeToLive } = OUTCOMES_TABLE;
    expect({ partitionKey, sortKey, timeToLive }).toEqual({
      partitionKey: 'callId',
      sortKey: 'eventKey',
      timeToLive: 'expiresAt',
    });
  });

  it('has the indexes of the contract', () => {
    expect(
      OUTCOMES_TABLE.indexes.map(({ name, partitionKey, sortKey }) => [name, partitionKey, sortKey]),
    ).toEqual([
      ['byOutcome', 'outcomeDay', 'eventTime'],
      ['byCaller', 'from', 'eventTime'],
    ]);
  });

  it.each(OUTCOMES_TABLE.indexes)('$name projects nothing twice, and no key', (index) => {
    const projected: readonly string[] = index.projected;
    const { partitionKey, sortKey } = OUTCOMES_TABLE;
    const keys = [partitionKey, sortKey, index.partitionKey, index.sortKey];
    expect(new Set([...projected, ...keys]).size).toBe(projected.length + keys.length);
  });

  it('projects no more attributes than DynamoDB allows', () => {
    const all = OUTCOMES_TABLE.indexes.flatMap(({ projected }) => [...projected]);
    expect(all.length).toBeLessThanOrEqual(100);
  });

  it('has shards enough for 10,000 callbacks/s of one outcome, at 1,000 writes/s each', () => {
    expect(OUTCOME_SHARDS).toBeGreaterThanOrEqual(10);
    expect(OUTCOME_SHARDS).toBeLessThanOrEqual(100);
  });
});
