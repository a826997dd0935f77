import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import type { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import type { TestedTable } from '../../support/outcomes-table.ts';
import { DOCUMENTED, deploymentWith, documented, send } from '../../support/requests.ts';
import { writeUnits } from '../../support/write-units.ts';

/** A documented event costs at most 3 write units, as the real chain writes it. */
export function costsAtMostThreeUnits(table: TestedTable): void {
  describe('write units', () => {
    // dynalite counts the table alone, AWS every index too: what it does not report is
    // computed from the sizes of item and projections, in steps of 1 KB as AWS bills.
    const destination = `sip:${'a'.repeat(50)}@${'b'.repeat(50)}.example.com`;
    const query = new URLSearchParams({ route: 'support', attempt: '9', retries: '2', destination });

    it.each(DOCUMENTED)('%s, %s: at most 3, the table and both indexes', async (callback, fixture) => {
      const item = await writtenBy(callback, fixture, '');
      expect(writeUnits(item)).toEqual({ table: 1, byOutcome: 1, byKnownCaller: 1 });
      expect(await reportedUnits(item)).toBeLessThanOrEqual(3);
      const long = writeUnits(await writtenBy(callback, fixture, query.toString()));
      expect(Object.values(long).reduce((sum, each) => sum + each)).toBeLessThanOrEqual(3);
    });

    async function writtenBy(callback: (typeof DOCUMENTED)[number][0], fixture: string, query: string) {
      const callId = `${documented(fixture).callId}-${fixture}-${query.length}`;
      const body = documented(fixture, { callId });
      await send(deploymentWith(table.store), { name: callback, body, query });
      const [item = {}, ...others] = await table.attributesOf(callId);
      expect(others).toEqual([]);
      return item;
    }

    async function reportedUnits(item: ReturnType<typeof toAttributeMap>): Promise<number> {
      const { ConsumedCapacity } = await table.client.send(
        new PutItemCommand({
          TableName: table.name,
          Item: { ...item, eventKey: { S: `${item.eventKey?.S}#again` } },
          ReturnConsumedCapacity: 'INDEXES',
        }),
      );
      expect(ConsumedCapacity?.Table?.CapacityUnits).toBe(writeUnits(item).table);
      return ConsumedCapacity?.CapacityUnits ?? Number.NaN;
    }
  });
}
