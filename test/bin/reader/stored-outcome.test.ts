import { expect, test } from 'vitest';
import { inCallOrder, type StoredOutcome } from '../../../bin/reader/stored-outcome.ts';

const row = (eventKey: string, eventTime: string, attempt?: number): StoredOutcome => ({
  callId: 'c-1',
  outcome: 'busy',
  eventKey,
  eventTime,
  ...(attempt !== undefined && { attempt }),
});

test('a call is in order of time, whatever its keys begin with', () => {
  const rows = [
    row('0f3a#referComplete#3', '2026-11-21T10:00:09.000Z', 3),
    row('2026-11-21T10:00:00.000Z#initiate', '2026-11-21T10:00:00.000Z', 0),
    row('2026-11-21T10:00:05.000Z#referComplete', '2026-11-21T10:00:05.000Z', 1),
    row('a9c1#referComplete#2', '2026-11-21T10:00:07.000Z', 2),
  ];
  expect(inCallOrder(rows).map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3]);
});

test('hand-offs of the same moment are in order of their number, not of its text', () => {
  const time = '2026-11-21T10:00:00.000Z';
  const rows = [10, 1, 2, 9].map((attempt) =>
    row(`${time}#transferComplete${attempt > 1 ? `#${attempt}` : ''}`, time, attempt),
  );
  expect(inCallOrder(rows).map(({ attempt }) => attempt)).toEqual([1, 2, 9, 10]);
});

test('what else is equal stays as it was given', () => {
  const time = '2026-11-21T10:00:00.000Z';
  const rows = ['disconnect', 'initiate', 'x'].map((type) => row(`${time}#${type}`, time));
  expect(inCallOrder(rows)).toEqual(rows);
});
