import { expect, test, vi } from 'vitest';
import { callFeed, MOST_CALLS } from '../../../bin/console/call/feed.ts';
import type { CallSummary } from '../../../bin/console/messages.ts';
import type { OutcomeReader } from '../../../bin/reader/reader.ts';
import { type Rows, readerOf, row } from './console-server.ts';

function watchedFeed(rows: Rows, reader: Pick<OutcomeReader, 'call'> = readerOf(rows)) {
  const told: CallSummary[] = [];
  const onTrouble = vi.fn();
  const feed = callFeed({ reader, onCalls: (calls) => told.push(...calls), onTrouble });
  return { feed, told, onTrouble };
}

test('reads nothing while nobody watches, and everything when somebody does', async () => {
  const reader = readerOf(new Map([['c-1', [row('c-1')]]]));
  const call = vi.spyOn(reader, 'call');
  const { feed, told } = watchedFeed(new Map(), reader);
  feed.notice('c-1');
  expect(call).not.toHaveBeenCalled();
  feed.watch(true);
  await expect.poll(() => told).toHaveLength(1);
  expect([...feed.calls()]).toEqual(told);
  await feed.close();
});

test('a call that changes is told again', async () => {
  const rows: Rows = new Map([['c-1', [row('c-1')]]]);
  const { feed, told } = watchedFeed(rows);
  feed.watch(true);
  feed.notice('c-1');
  await expect.poll(() => told).toHaveLength(1);
  rows.set('c-1', [row('c-1'), row('c-1', { outcome: 'connected', attempt: 2, step: 'none' })]);
  feed.notice('c-1');
  await expect.poll(() => told.map(({ state }) => state)).toEqual(['ongoing', 'recovered']);
  await feed.close();
});

test('a call of which nothing is stored is not told', async () => {
  const { feed, told } = watchedFeed(new Map([['c-2', [row('c-2')]]]));
  feed.watch(true);
  feed.notice('c-1');
  feed.notice('c-2');
  await expect.poll(() => told.map(({ callId }) => callId)).toEqual(['c-2']);
  await feed.close();
});

test('a table that cannot be read is told of, and read again', async () => {
  const reader = readerOf(new Map([['c-1', [row('c-1')]]]));
  vi.spyOn(reader, 'call').mockImplementationOnce(() => {
    throw new Error('no connection');
  });
  const { feed, told, onTrouble } = watchedFeed(new Map(), reader);
  feed.watch(true);
  feed.notice('c-1');
  await expect.poll(() => told, { timeout: 10_000 }).toHaveLength(1);
  expect(onTrouble.mock.calls).toEqual([[new Error('no connection')], [undefined]]);
  await feed.close();
});

test('the oldest calls are forgotten', async () => {
  const reader = {
    async *call(callId: string) {
      yield row(callId);
    },
  };
  const { feed } = watchedFeed(new Map(), reader);
  for (let number = 0; number < MOST_CALLS + 5; number += 1) feed.notice(`c-${number}`);
  feed.watch(true);
  await expect.poll(() => [...feed.calls()][0]?.callId).toBe('c-5');
  await feed.close();
});
