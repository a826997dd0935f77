import { expect, test } from 'vitest';
import { inCallOrder } from '../../../bin/reader/stored-outcome.ts';
import { row } from './items.ts';

test.each<[string, [key: string, second: number, attempt?: number][]]>([
  [
    'by time, whatever keys begin with',
    [
      ['2026', 0, 0],
      ['2026-2', 5, 1],
      ['a9c1', 7, 2],
      ['0f3a', 9, 3],
    ],
  ],
  [
    'of one moment by the number of the hand-off, not by its text',
    [
      ['k', 0, 1],
      ['k#2', 0, 2],
      ['k#9', 0, 9],
      ['k#10', 0, 10],
    ],
  ],
])('the events of a call are in order %s', (_what, events) => {
  const rows = events.map(([eventKey, second, attempt]) =>
    row({ eventKey, attempt, eventTime: `2026-11-21T10:00:0${second}.000Z` }),
  );
  expect(inCallOrder(rows.toReversed())).toEqual(rows);
});

test('what else is equal stays as it was given', () => {
  const rows = ['disconnect', 'initiate', 'x'].map((eventKey) => row({ eventKey, attempt: undefined }));
  expect(inCallOrder(rows)).toEqual(rows);
});
