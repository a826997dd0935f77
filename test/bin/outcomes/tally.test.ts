import { expect, test } from 'vitest';
import { callsOf } from '../../../bin/outcomes/statistics/calls-of.ts';
import { type Grouping, tally } from '../../../bin/outcomes/statistics/tally.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';

async function* each(rows: readonly StoredOutcome[]) {
  yield* rows;
}

const row = (callId: string, attempt: number, outcome: string, fields: object = {}): StoredOutcome => ({
  callId,
  attempt,
  outcome,
  eventKey: `${callId}#${attempt}`,
  eventTime: '2026-11-21T12:00:00.000Z',
  eventType: 'referComplete',
  ...fields,
});

/** Four calls: one recovered at the third hand-off, one lost, one connected at once, one left by its caller. */
const ROWS = [
  row('a', 1, 'busy'),
  row('a', 2, 'no-answer'),
  row('a', 3, 'connected'),
  row('b', 1, 'failed', { route: 'sales' }),
  row('c', 1, 'completed', { eventType: 'transferComplete', route: 'sales' }),
  row('d', 1, 'abandoned', { eventType: 'transferDisconnect' }),
  row('d', 0, 'begun', { eventType: 'initiate' }),
  row('c', 1, 'completed', { eventType: 'transferDisconnect' }),
  row('c', 0, 'completed', { eventType: 'disconnect' }),
  row('e', 0, 'unrouted', { eventType: 'initiate' }),
];

test('hand-offs, first hand-offs, those that failed, and calls recovered', async () => {
  expect(await tally(each(ROWS), 'outcome')).toMatchObject({
    count: 7,
    handOffs: 6,
    firstHandOffs: 4,
    failedFirstHandOffs: 2,
    recovered: 1,
  });
});

test('most first, and equals by name', async () => {
  const { groups } = await tally(each(ROWS), 'route');
  expect(groups).toEqual([
    { label: '(no route)', count: 5, connected: 1 },
    { label: 'sales', count: 2, connected: 1 },
  ]);
  const outcomes = (await tally(each(ROWS), 'outcome')).groups.map(({ label }) => label);
  expect(outcomes).toEqual(outcomes.toSorted());
});

test('hours in order of time', async () => {
  const rows = ['2026-11-21T12:00:00Z', '2026-11-21T10:59:00Z', '2026-11-21T10:00:00Z'].map(
    (eventTime, index) => row(`c-${index}`, 1, 'busy', { eventTime }),
  );
  expect((await tally(each(rows), 'hour')).groups.map(({ count }) => count)).toEqual([2, 1]);
});

test.each<Grouping>(['outcome', 'route', 'destination', 'code', 'hour'])(
  'by %s, the groups make up the count',
  async (by) => {
    const { groups, count } = await tally(each(ROWS), by);
    expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(count);
  },
);

test('labels of strangers are bounded: the rest is counted together', async () => {
  async function* many() {
    for (let index = 0; index < 10_050; index += 1)
      yield row('c', 1, 'busy', { destination: `sip:${index}@x` });
  }
  const { groups } = await tally(many(), 'destination');
  expect(groups).toHaveLength(10_001);
  expect(groups[0]).toEqual({ label: '(others)', count: 50, connected: 0 });
});

test('events of a caller are put together as calls, also where calls overlap', async () => {
  const { calls, hasMore } = await callsOf(
    each([row('a', 2, 'busy'), row('b', 1, 'busy'), row('a', 1, 'busy')]),
    2,
  );
  expect(calls.map((rows) => rows.map(({ eventKey }) => eventKey))).toEqual([['a#2', 'a#1'], ['b#1']]);
  expect(hasMore).toBe(false);
});

test('no more calls are read than wanted', async () => {
  const given: string[] = [];
  async function* source() {
    for (const callId of ['a', 'a', 'b', 'c', 'd']) {
      given.push(callId);
      yield row(callId, 1, 'busy');
    }
  }
  const { calls, hasMore } = await callsOf(source(), 2);
  expect([calls.length, hasMore, given]).toEqual([2, true, ['a', 'a', 'b', 'c']]);
});
