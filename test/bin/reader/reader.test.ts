import { beforeAll, describe, expect, test } from 'vitest';
import { dynamoDbClient } from '../../../bin/aws/dynamodb-client.ts';
import { plainItem } from '../../../bin/reader/plain-item.ts';
import { type OutcomeReader, outcomeReader } from '../../../bin/reader/reader.ts';
import { inCallOrder, type StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { rejectedItem } from '../../../functions/outcomes/rejected-item.ts';
import type { Outcome } from '../../../functions/recovery/outcome.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { row, storedItem } from './items.ts';

const table = outcomesTable();
const NOON = Date.parse('2026-11-21T12:00:00.000Z');
const HOUR = 3_600_000;
const at = (hoursAgo: number): string => new Date(NOON - hoursAgo * HOUR).toISOString();
const last = (hours: number) => ({
  sinceEpochMilliseconds: NOON - hours * HOUR,
  untilEpochMilliseconds: NOON + HOUR,
});

const OUTCOMES: readonly Outcome[] = ['busy', 'no-answer', 'connected', 'failed'];

/** 400 hand-offs over three days, of many calls and so of many shards. */
const ITEMS = Array.from({ length: 400 }, (_, index) =>
  storedItem({
    callId: `c-${index % 90}`,
    eventTime: new Date(NOON - index * 600_123).toISOString(),
    outcome: OUTCOMES[index % 4] ?? 'busy',
    route: index % 3 === 0 ? 'support' : 'sales',
    fields: {
      from: `+1555000${index % 7}`,
      applicationId: `app-${index % 2}`,
      applicationName: { deep: [index] },
    },
  }),
);

let reader: OutcomeReader;
let requests: { name: string; input: Record<string, unknown> }[];

beforeAll(async () => {
  for (const item of ITEMS) await table.store.put(item);
  await table.store.put(rejectedItem({ callId: 'c-bad', eventTime: at(1) }, { reasons: ['odd'] }, keeping()));
  // All at one time and in one shard: more than two pages of the largest size.
  for (let index = 0; index < 600; index += 1) {
    const eventTime = new Date(NOON - 240 * HOUR + index).toISOString();
    await table.store.put(storedItem({ callId: 'c-many', eventTime, outcome: 'declined' }));
  }
  const client = dynamoDbClient(table.endpoint);
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        requests.push({ name: String(commandName), input: args.input as Record<string, unknown> });
        return next(args);
      },
    { step: 'initialize' },
  );
  requests = [];
  reader = outcomeReader({ client, tableName: table.name });
});

const keeping = () => ({
  receivedAtEpochMilliseconds: NOON,
  ttlDays: 0,
  policyHash: '0123abcd',
  digest: () => 'd1',
});

const collect = (rows: AsyncIterable<StoredOutcome>) => Array.fromAsync(rows);

const keys = (rows: readonly { eventKey: string }[]): string[] => rows.map(({ eventKey }) => eventKey);
const newestFirst = (rows: readonly (typeof ITEMS)[number][]) =>
  rows.toSorted((one, other) => (one.eventKey > other.eventKey ? -1 : 1));
const within = (hours: number) => ITEMS.filter(({ eventTime }) => String(eventTime) >= at(hours));

describe('byOutcome', () => {
  test('every outcome of three days, from all shards, newest first', async () => {
    const rows = await collect(reader.byOutcome(last(72)));
    expect(keys(rows.filter(({ outcome }) => outcome !== 'rejected'))).toEqual(keys(newestFirst(ITEMS)));
    expect(rows.filter(({ outcome }) => outcome === 'rejected')).toHaveLength(1);
  });

  test('oldest first is the same the other way round', async () => {
    const rows = await collect(reader.byOutcome({ ...last(72), outcomes: OUTCOMES, order: 'oldest first' }));
    expect(keys(rows)).toEqual(keys(newestFirst(ITEMS)).reverse());
  });

  test('only the outcomes asked for, each once though asked for twice', async () => {
    const rows = await collect(reader.byOutcome({ ...last(30), outcomes: ['busy', 'failed', 'busy'] }));
    const wanted = within(30).filter(({ outcome }) => outcome === 'busy' || outcome === 'failed');
    expect(keys(rows)).toEqual(keys(newestFirst(wanted)));
  });

  test('since is inside, until is outside, to the millisecond', async () => {
    const [first, second, third] = ITEMS.map(({ eventTime }) => Date.parse(String(eventTime)));
    const range = { sinceEpochMilliseconds: third ?? 0, untilEpochMilliseconds: first ?? 0 };
    const rows = await collect(reader.byOutcome(range));
    expect(rows.map(({ eventTime }) => Date.parse(eventTime))).toEqual([second, third]);
  });

  test('narrowed by application and route', async () => {
    const asked = { ...last(72), outcomes: OUTCOMES, applicationId: 'app-1', route: 'support' };
    const rows = await collect(reader.byOutcome(asked));
    const wanted = ITEMS.filter(
      ({ applicationId, route }) => applicationId === 'app-1' && route === 'support',
    );
    expect(keys(rows)).toEqual(keys(newestFirst(wanted)));
  });

  test('more rows of one shard than a page holds', async () => {
    const range = {
      sinceEpochMilliseconds: NOON - 241 * HOUR,
      untilEpochMilliseconds: NOON - 239 * HOUR,
    };
    const rows = await collect(reader.byOutcome({ ...range, outcomes: ['declined'] }));
    expect(rows).toHaveLength(600);
    expect(new Set(keys(rows)).size).toBe(600);
  });

  test('who stops early has read the newest day only, and one small page a shard', async () => {
    requests = [];
    for await (const _ of reader.byOutcome({ ...last(72), outcomes: ['busy', 'failed'] })) break;
    expect(requests).toHaveLength(32);
    expect(requests.every(({ input }) => Number(input.Limit) <= 8)).toBe(true);
  });
});

test('a caller’s events, newest first, and nobody else’s', async () => {
  const rows = await collect(reader.byCaller({ ...last(48), caller: '+15550003' }));
  expect(keys(rows)).toEqual(keys(newestFirst(within(48).filter(({ from }) => from === '+15550003'))));
  expect(await collect(reader.byCaller({ ...last(48), caller: '+1555000' }))).toEqual([]);
});

test('a call is whole, oldest first, and read consistently', async () => {
  requests = [];
  const rows = await collect(reader.call('c-7'));
  expect(rows).toEqual(newestFirst(ITEMS.filter(({ callId }) => callId === 'c-7')).reverse());
  expect(requests.map(({ input }) => input.ConsistentRead)).toEqual([true]);
  expect(await collect(reader.call('c-none'))).toEqual([]);
});

test('a call is in order of time, though keys of undated items are not', async () => {
  const rejected = (eventTime: unknown, hoursAgo: number, digest: string) =>
    rejectedItem(
      { callId: 'c-undated', eventTime },
      { reasons: [] },
      {
        receivedAtEpochMilliseconds: NOON - hoursAgo * HOUR,
        ttlDays: 0,
        policyHash: '0123abcd',
        digest: () => digest,
      },
    );
  for (const item of [rejected('x', 203, 'f0'), rejected(at(202), 0, '11'), rejected(7, 201, '00')])
    await table.store.put(item);
  const rows = await collect(reader.call('c-undated'));
  expect(rows.map(({ eventTime }) => eventTime)).toEqual([at(203), at(202), at(201)]);
});

test('events of one moment are in order of their hand-offs, and what else is equal stays as it was', () => {
  const rows = [
    ...['disconnect', 'initiate'].map((eventKey) => row({ eventKey, attempt: undefined })),
    ...[1, 2, 9, 10].map((attempt) => row({ eventKey: `k#${attempt}`, attempt })),
  ];
  expect(inCallOrder(rows)).toEqual(rows);
  expect(inCallOrder(rows.slice(2).reverse())).toEqual(rows.slice(2));
});

test('a number that JavaScript cannot hold keeps its digits', () => {
  const numbers = { id: { N: '12345678901234567890' }, code: { N: '486' }, part: { N: '0.5' } };
  expect(plainItem(numbers)).toEqual({ id: '12345678901234567890', code: 486, part: 0.5 });
});

test('all is every event of a range, whole and once, read side by side', async () => {
  const counts: number[] = [];
  const rows = await collect(reader.all(last(48), (count) => counts.push(count)));
  const inRange = newestFirst(within(48));
  expect(newestFirst(rows.filter(({ callId }) => callId !== 'c-bad'))).toEqual(inRange);
  expect(rows).toHaveLength(inRange.length + 1);
  expect(counts).toEqual(counts.toSorted((one, other) => one - other));
  expect(counts.at(-1)).toBeGreaterThan(rows.length);
});

test('a leg is found by its id, in the whole table, though no index has it', async () => {
  const leg = storedItem({
    callId: 'c-legs',
    eventTime: at(500),
    eventType: 'transferDisconnect',
    outcome: 'completed',
    fields: { legCallId: 'c-leg' },
  });
  expect(leg).not.toHaveProperty('outcomeDay');
  await table.store.put(leg);
  expect(await reader.callOfLeg('c-leg')).toBe('c-legs');
  expect(await reader.callOfLeg('c-le')).toBeUndefined();
});

test('nothing but Query is sent, but for what is read from the table', async () => {
  requests = [];
  await collect(reader.byOutcome(last(1)));
  await collect(reader.byCaller({ ...last(1), caller: '+15550001' }));
  await collect(reader.call('c-1'));
  expect(new Set(requests.map(({ name }) => name))).toEqual(new Set(['QueryCommand']));
});

test('what was received is what the index would show, whatever it is dated', async () => {
  const item = storedItem({ callId: 'c-old', eventTime: '2025-04-30T10:00:00.000Z', route: 'old' });
  const receivedAt = at(-2);
  await table.store.put({ ...item, receivedAt });
  const asked = { receivedSinceEpochMilliseconds: Date.parse(receivedAt) };
  const day = Date.parse('2025-04-30');
  const range = { sinceEpochMilliseconds: day, untilEpochMilliseconds: day + 24 * HOUR };
  expect(await reader.received(asked)).toEqual(await collect(reader.byOutcome(range)));
  expect(await reader.received({ ...asked, route: 'old', outcomes: ['busy'] })).toHaveLength(1);
  for (const other of [{ route: 'x' }, { applicationId: 'x' }, { outcomes: ['failed'] }])
    expect(await reader.received({ ...asked, ...other })).toEqual([]);
  expect(await reader.received({ receivedSinceEpochMilliseconds: Date.parse(receivedAt) + 1 })).toEqual([]);
});

test('a table that is not there fails the iteration', async () => {
  const none = outcomeReader({ client: table.client, tableName: 'none' });
  await expect(collect(none.byOutcome(last(1)))).rejects.toThrow(/resource/i);
});
