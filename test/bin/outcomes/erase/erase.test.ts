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
    for (const options of [[], ['--dry-run']])
      expect(await run('erase', ALICE, ...options)).toMatchObject({
        exitCode: 1,
        out: '',
        failure: `Nothing is stored of ${ALICE}, in table "${table.name}" at ${table.endpoint}.`,
      });
  });

  it('refuses who is nobody in particular, and a number that may be of any country', async () => {
    for (const nobody of ['Anonymous', 'sip:anonymous@anonymous.invalid', ' '])
      expect(await run('erase', nobody)).toMatchObject({ exitCode: 2, out: '' });
    expect(await run('erase', '020 7946 0000')).toMatchObject({
      exitCode: 1,
      out: '',
      failure: expect.stringMatching(/^Nothing is stored of 020 7946 0000, .* is not an E\.164 number/),
    });
    expect(keysOf(await table.allItems())).toEqual(keysOf([...OF_ALICE, ...OF_OTHERS]));
  });
});

describe('outcomes erase, by spelling', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  /** An item as an earlier version stored it, whose index has another spelling of the caller. */
  const older = (callId: string, from: string, caller?: string): OutcomeItem => {
    const { caller: _, ...item } = event(callId, 1, 'referComplete', { from });
    return caller === undefined ? item : { ...item, caller };
  };
  const froms = async () => (await table.allItems()).map(({ from }) => from).toSorted();

  it('deletes every spelling of a number, and says which others it saw', async () => {
    const spellings = [
      `sip:${ALICE}@carrier.example`,
      `<sip:${ALICE}@10.0.0.1:5060;user=phone>`,
      `tel:${ALICE};ext=5`,
      `${ALICE};isub=1`,
      'sips:+1-555-123-4567@carrier.example',
    ];
    for (const [index, from] of spellings.entries())
      await table.store.put(older(`c-${index}`, from, index === 0 ? from : undefined));
    const left = ['sip:15551234567@carrier.example', '5551234567', OTHER];
    for (const from of left) await table.store.put(older(`c-${from}`, from));
    const { out } = await run('erase', ALICE);
    expect(out).toContain('Erased 5 items');
    expect(out).toMatch(/^Seen and left, .*:\n( {2}(sip:15551234567@carrier\.example|5551234567)\n){2}/m);
    expect(await froms()).toEqual(left.toSorted());
    for (const from of left) expect((await run('erase', from)).out).toContain('Erased 1 item of');
    expect(await froms()).toEqual([]);
  });

  it.each([
    'sips:lee@example.com',
    'lee@example.com',
    '4711',
    `${ALICE};isub=1`,
    `tel:${ALICE};ext=5`,
    'tel:7042;phone-context=example.com',
    'Lee "the <caller>" $& .*',
    '020 7946 0000',
  ])('deletes %s, typed as it is stored', async (from) => {
    await table.store.put(older('c-theirs', from));
    await table.store.put(rejected({ callId: 'c-odd', from }, undefined, 'd5'));
    await table.store.put(rejected({}, JSON.stringify({ from }), 'd6'));
    await table.store.put(older('c-others', `x${from}`));
    const { out } = await run('erase', from);
    expect({ out, left: keysOf(await table.allItems()) }).toEqual({
      out: expect.stringContaining('Erased 3 items of'),
      left: keysOf([older('c-others', `x${from}`)]),
    });
    expect((await run('erase', `x${from}`)).exitCode).toBe(0);
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
