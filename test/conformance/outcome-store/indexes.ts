import { DescribeTableCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { type OutcomeItem, outcomeDay } from '../../../functions/outcomes/item.ts';
import { OUTCOME_SHARDS, OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import type { TestedTable } from '../../support/outcomes-table.ts';
import { plainItem } from '../../support/plain-value.ts';
import { EVENT_TIME, itemOf } from './item.ts';

/** Both indexes find what was stored. */
export function isFoundByIndex(table: TestedTable): void {
  async function query(index: (typeof OUTCOMES_TABLE.indexes)[number], partition: string) {
    const { Items = [] } = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: index.name,
        KeyConditionExpression: '#partition = :partition AND #sort BETWEEN :from AND :to',
        ExpressionAttributeNames: { '#partition': index.partitionKey, '#sort': index.sortKey },
        ExpressionAttributeValues: {
          ':partition': { S: partition },
          ':from': { S: '2026-04-30' },
          ':to': { S: '2026-05-01' },
        },
      }),
    );
    return Items.map(plainItem);
  }

  describe('the table', () => {
    it.each(OUTCOMES_TABLE.indexes)('$name finds an item with all that it projects', async (index) => {
      const callId = `c-index-${index.name}`;
      const values = index.projected.map((attribute) => [attribute, `value of ${attribute}`]);
      const item = itemOf(callId, {
        ...Object.fromEntries(values),
        caller: `caller-${index.name}`,
        notProjected: 1,
      });
      await table.store.put(item);
      const partition = await query(index, String(item[index.partitionKey]));
      const found = partition.filter((entry) => entry.callId === callId);
      const { notProjected, ...rest } = item;
      const others = OUTCOMES_TABLE.indexes
        .filter(({ name }) => name !== index.name)
        .map((other) => other.partitionKey);
      const shown = Object.entries(rest).filter(
        ([name]) =>
          !others.some((other) => other === name) || (index.projected as readonly string[]).includes(name),
      );
      expect(found).toEqual([Object.fromEntries(shown)]);
    });

    it('all shards of a day together hold every item of an outcome, each once', async () => {
      const day = (shard: number) => `cancelled#2026-04-30#${String(shard).padStart(2, '0')}`;
      const callIds = Array.from({ length: 64 }, (_, call) => `c-shards-${call}`);
      for (const callId of callIds)
        await table.store.put(itemOf(callId, { outcomeDay: outcomeDay('cancelled', EVENT_TIME, callId) }));
      const [byOutcome] = OUTCOMES_TABLE.indexes;
      const shards = Array.from({ length: OUTCOME_SHARDS }, (_, shard) => query(byOutcome, day(shard)));
      const found = (await Promise.all(shards)).flat().map(({ callId }) => callId);
      expect(found.sort()).toEqual(callIds.sort());
    });

    it('an item without a caller is stored, and not in byKnownCaller', async () => {
      const { caller, ...item } = itemOf('c-no-caller');
      expect(await table.store.put(item as OutcomeItem)).toBe('stored');
    });

    it('is as described', async () => {
      const { Table } = await table.client.send(new DescribeTableCommand({ TableName: table.name }));
      expect(Table?.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName).sort()).toEqual([
        'byKnownCaller',
        'byOutcome',
      ]);
    });
  });
}
