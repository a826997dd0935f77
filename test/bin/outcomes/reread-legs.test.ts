import { describe, expect, test } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import { endingWords } from '../../../bin/outcomes/story/ending-words.ts';
import { rereadCall, rereadRows } from '../../../bin/outcomes/story/reread-legs.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 10, 21, 10, 0, seconds)).toISOString();

const ALICE = '+15551110000';
const row = (eventType: string, seconds: number, outcome: string, fields: object = {}): StoredOutcome => ({
  callId: 'c-1',
  eventKey: `${at(seconds)}#${eventType}`,
  eventTime: at(seconds),
  eventType,
  outcome,
  attempt: 1,
  destination: ALICE,
  ...fields,
});
const leg = (seconds: number, fields: object = {}) =>
  row('transferDisconnect', seconds, 'abandoned', { cause: 'cancel', ...fields });

describe('a leg that was cancelled alone', () => {
  test.each<[string, string, StoredOutcome[]]>([
    ['is abandoned where nothing else comes', 'abandoned', []],
    [
      'is abandoned where the call is over',
      'abandoned',
      [row('disconnect', 31, 'completed', { attempt: 0 })],
    ],
    [
      'was cancelled where its transfer ends so later',
      'cancelled',
      [row('transferComplete', 31, 'cancelled')],
    ],
    [
      'was cancelled where its transfer ends at once',
      'cancelled',
      [row('transferComplete', 30, 'cancelled')],
    ],
    ['was cancelled where that is dated before it', 'cancelled', [row('transferComplete', 29, 'cancelled')]],
    ['was cancelled where another leg answered', 'cancelled', [row('transferComplete', 60, 'completed')]],
    [
      'was cancelled where a later transfer tells',
      'cancelled',
      [row('transferComplete', 60, 'busy', { attempt: 2 })],
    ],
    [
      'was cancelled where that was not understood',
      'cancelled',
      [row('transferComplete', 31, 'rejected', { attempt: undefined })],
    ],
    ['is abandoned after a transfer that had ended', 'abandoned', [row('transferComplete', 10, 'busy')]],
    [
      'is abandoned where the hand-off before it ended a moment ago',
      'abandoned',
      [row('transferComplete', 28, 'busy', { attempt: 0 })],
    ],
  ])('%s', (_what, outcome, others) => {
    const read = rereadCall([leg(30), ...others]);
    expect(read.map((each) => each.outcome)).toEqual([outcome, ...others.map((each) => each.outcome)]);
    const reversed = rereadCall([...others, leg(30)]);
    expect(reversed.at(-1)?.outcome).toBe(outcome);
  });

  test('what is no leg stays as it is', () => {
    const rows = [row('disconnect', 20, 'abandoned'), row('transferComplete', 30, 'cancelled')];
    expect(rereadCall(rows)).toEqual(rows);
  });
});

async function collect(rows: AsyncIterable<StoredOutcome>): Promise<StoredOutcome[]> {
  const all: StoredOutcome[] = [];
  for await (const each of rows) all.push(each);
  return all;
}

test('rows of many calls keep their order, and only abandoned legs are looked up', async () => {
  const calls = new Map<string, StoredOutcome[]>(
    Array.from({ length: 60 }, (_, index) => {
      const own = [leg(30, { callId: `c-${index}` })];
      const end = row('transferComplete', 31, 'cancelled', { callId: `c-${index}` });
      return [`c-${index}`, index % 2 ? own : [...own, end]];
    }),
  );
  const asked: string[] = [];
  async function* call(callId: string) {
    asked.push(callId);
    yield* calls.get(callId) ?? [];
  }
  async function* source() {
    for (const [callId, rows] of calls) {
      yield row('referComplete', 30, 'busy', { callId });
      yield rows[0] as StoredOutcome;
    }
  }
  const read = await collect(rereadRows(source(), { call }));
  expect(read.map(({ callId, outcome }) => `${callId} ${outcome}`)).toEqual(
    [...calls.keys()].flatMap((callId, index) => [
      `${callId} busy`,
      `${callId} ${index % 2 ? 'abandoned' : 'cancelled'}`,
    ]),
  );
  expect(asked).toEqual([...calls.keys()]);
});

test('a table that fails meanwhile fails the reading, and nothing else', async () => {
  async function* call(): AsyncGenerator<StoredOutcome> {
    yield leg(30);
    throw new Error('table away');
  }
  async function* source() {
    for (let index = 0; index < 40; index += 1) yield leg(30, { callId: `c-${index}` });
  }
  await expect(collect(rereadRows(source(), { call }))).rejects.toThrow('table away');
});

test('the console says the same', async () => {
  const rows = [
    leg(30),
    row('transferComplete', 31, 'cancelled', { step: 'goodbye' }),
  ] as const satisfies StoredOutcome[];
  const summary = await summaryOf('c-1', rows);
  expect(summary).toMatchObject({ outcomes: ['cancelled'], hasFailedFirst: true, state: 'not connected' });
  expect(summary.ending).toBe('Not connected after 1 hand-off: the caller heard goodbye.');
  expect(endingWords(rereadCall(rows))).toBe(summary.ending);
});
