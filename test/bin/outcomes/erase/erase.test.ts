import { DeleteTableCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamoDbClient } from '../../../../bin/aws/dynamodb-client.ts';
import { prepareOutcomesTable } from '../../../../bin/local/outcomes-table.ts';
import type { OutcomeItem } from '../../../../functions/outcomes/item.ts';
import { rejectedItem } from '../../../../functions/outcomes/rejected-item.ts';
import { outcomesTable } from '../../../support/outcomes-table.ts';
import { startRegions } from '../../../support/regions.ts';
import { storedItem } from '../../reader/items.ts';
import { outcomesOf } from '../captured-terminal.ts';

const ALICE = '+15551234567';
const OTHER = '+15559999999';
const at = (seconds: number) => `2026-11-21T10:00:${String(seconds).padStart(2, '0')}.000Z`;

const event = (callId: string, seconds: number, eventType: string, fields: object): OutcomeItem =>
  storedItem({ callId, eventTime: at(seconds), eventType, outcome: 'completed', fields: { ...fields } });

function rejected(fields: Record<string, unknown>, body: string | undefined, digest: string): OutcomeItem {
  const kept = {
    receivedAtEpochMilliseconds: Date.parse(at(0)),
    ttlDays: 0,
    policyHash: '0123abcd',
    digest: () => digest,
  };
  return rejectedItem(fields, { reasons: ['odd'], body }, kept);
}

/** What is stored of Alice: in the index and, normal ends and what nobody could read, not. */
const OF_ALICE = [
  event('c-in', 1, 'referComplete', { from: ALICE }),
  event('c-in', 2, 'disconnect', { from: ALICE }),
  // The number of the leg is that of our account.
  { ...event('c-in', 3, 'transferDisconnect', { from: '+15550000001' }), legCallId: 'c-leg' },
  event('c-end', 1, 'disconnect', { from: ALICE }),
  event('c-out', 1, 'transferComplete', { from: '+15550000001', to: ALICE, direction: 'outbound' }),
  rejected({ callId: 'c-odd', from: ALICE }, undefined, 'd1'),
  rejected({ callId: 'c-other', message: { text: `call ${ALICE}` } }, undefined, 'd2'),
  rejected({}, 'from=%2B15551234567', 'd3'),
];
const OF_OTHERS = [
  event('c-other', 1, 'transferComplete', { from: OTHER, transferTo: ALICE }),
  event('c-other', 2, 'disconnect', { from: '+155512345678' }),
  event('c-hidden', 1, 'referComplete', { from: 'Anonymous' }),
  rejected({}, 'from=%2B15559999999', 'd4'),
];
const keysOf = (items: readonly Record<string, unknown>[]) =>
  items.map(({ callId, eventKey }) => `${callId} ${eventKey}`).toSorted();

describe('outcomes erase', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  beforeEach(async () => {
    for (const item of [...OF_ALICE, ...OF_OTHERS]) await table.store.put(item);
  });

  it('tells what it would delete, and deletes nothing, with --dry-run', async () => {
    const { out } = await run('erase', '(555) 123-4567', '--dry-run');
    expect(out).toContain('  c-in  3 items\n');
    expect(out.replaceAll(/\s+/g, ' ')).toContain(
      `Would erase 8 items of ${ALICE}, in table "${table.name}" at ${table.endpoint}. Nothing has changed.`,
    );
    expect(keysOf(await table.allItems())).toEqual(keysOf([...OF_ALICE, ...OF_OTHERS]));
  });

  it('deletes every item of a caller and none of others, and the second time nothing', async () => {
    expect((await run('erase', ALICE)).out).toContain('Erased 8 items');
    expect(keysOf(await table.allItems())).toEqual(keysOf(OF_OTHERS));
    expect(await run('erase', ALICE)).toMatchObject({
      exitCode: 0,
      out: expect.stringMatching(/^Erased 0 items/),
    });
  });

  it('refuses who is nobody in particular, and a number that may be of any country', async () => {
    for (const nobody of ['Anonymous', '020 7946 0000'])
      expect(await run('erase', nobody)).toMatchObject({ exitCode: 2, out: '' });
    expect(keysOf(await table.allItems())).toEqual(keysOf([...OF_ALICE, ...OF_OTHERS]));
  });
});

describe('a table in two regions that are cut off from each other', () => {
  const REGIONS = ['us-east-1', 'us-west-2'];

  it('loses a caller in both, and tells a region that cannot be reached', async () => {
    vi.stubEnv('AWS_REGION', 'us-east-1');
    const database = await startRegions(REGIONS, { cutOff: true });
    const clients = REGIONS.map((region) => dynamoDbClient(database.endpoint, region));
    const table = { endpoint: database.endpoint, name: 'outcomes' };
    const scan = new ScanCommand({ TableName: 'outcomes' });
    for (const [index, client] of clients.entries()) {
      vi.stubEnv('AWS_REGION', REGIONS[index]);
      await prepareOutcomesTable(database.endpoint, 'outcomes');
      const Item = {
        callId: { S: `c-${index}` },
        eventKey: { S: 'k' },
        eventTime: { S: at(1) },
        from: { S: ALICE },
      };
      await client.send(new PutItemCommand({ TableName: 'outcomes', Item }));
    }
    vi.stubEnv('AWS_REGION', 'us-east-1');
    const { out } = await outcomesOf(table)('erase', ALICE);
    expect(out.replaceAll(/\s+/g, ' ')).toMatch(
      / c-0 1 item c-1 1 item Erased 2 items of .* and table "outcomes" in us-west-2\. $/,
    );
    for (const client of clients) expect((await client.send(scan)).Items).toEqual([]);
    await clients[1]?.send(new DeleteTableCommand({ TableName: 'outcomes' }));
    expect(await outcomesOf(table)('erase', ALICE)).toMatchObject({
      exitCode: 1,
      failure: expect.stringContaining('table "outcomes" in us-west-2'),
    });
    for (const client of clients) client.destroy();
    await database.close();
    vi.unstubAllEnvs();
  });
});
