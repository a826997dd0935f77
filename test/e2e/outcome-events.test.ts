import { DeleteItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { EVENT_FILTER, eventTemplate } from '../../lib/events/outcome-event.ts';
import { faultsText } from '../faults/report.ts';
import { runWithFaults } from '../faults/run-with-faults.ts';
import { TABLE_NAME } from '../faults/world.ts';
import { startDynamoDbLocal, whyNoDynamoDbLocal } from '../support/dynamodb-local.ts';
import { passes, transformed } from '../support/pipe.ts';
import { streamRecords, turnOnStream } from '../support/table-stream.ts';

const CALLS = 1000;

describe.runIf(whyNoDynamoDbLocal() === undefined)("on AWS's own DynamoDB Local", () => {
  it(`${CALLS} calls under faults give one event for each outcome, and deletions none`, {
    timeout: 600_000,
  }, async () => {
    const { endpoint, close } = await startDynamoDbLocal();
    const client = dynamoDbClient(endpoint);
    try {
      await prepareOutcomesTable(endpoint, TABLE_NAME);
      const streamArn = await turnOnStream(client, TABLE_NAME);
      const run = await runWithFaults({
        policy: { routes: [{ name: 'desk', destinations: ['sip:desk-1@example.com', '+15550001111'] }] },
        calls: CALLS,
        concurrency: 50,
        seed: 7,
        runName: 'events',
        startMillis: Date.parse('2026-04-30T00:00:00.000Z'),
        promises: { attempts: 10, silentHangups: false },
        budgetSeconds: 14,
        drainSeconds: 120,
        // It outlives the run, whose stream is read afterwards.
        startDatabase: async () => ({ endpoint, close: async () => undefined }),
      });
      expect(
        run.verdicts.filter(({ broken }) => broken.length > 0),
        faultsText(run, 7),
      ).toEqual([]);
      expect(run.observed.redriven.get('stored'), 'outcomes that were queued first').toBeGreaterThan(0);

      const scan = paginateScan({ client }, { TableName: TABLE_NAME });
      const items = (await Array.fromAsync(scan)).flatMap(({ Items = [] }) => Items);
      for (const { callId, eventKey } of items.slice(0, 20))
        await client.send(
          new DeleteItemCommand({ TableName: TABLE_NAME, Key: { callId, eventKey } as never }),
        );
      const records = await streamRecords(endpoint, streamArn);
      expect(records.filter(({ eventName }) => eventName === 'REMOVE')).toHaveLength(20);
      const ids = records
        .filter((record) => passes(JSON.parse(EVENT_FILTER), record))
        .map((record) => JSON.parse(transformed(eventTemplate('test'), record)).id);
      expect(ids.toSorted()).toEqual(
        items.map(({ callId, eventKey }) => `${callId?.S}#${eventKey?.S}`).toSorted(),
      );
      expect(ids.length).toBeGreaterThan(CALLS);
      console.log(`   ${ids.length} outcomes, as many events`);
    } finally {
      client.destroy();
      await close();
    }
  });
});
