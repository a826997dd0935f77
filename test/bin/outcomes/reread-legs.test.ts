import { beforeAll, describe, expect, test, vi } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import { endingWords } from '../../../bin/outcomes/words/ending-words.ts';
import { rereadCall, rereadRows } from '../../../bin/outcomes/words/reread-legs.ts';
import type { StoredOutcome } from '../../../functions/outcomes/reader/stored-outcome.ts';
import { storedItem } from '../../functions/outcomes/reader/items.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { outcomes } from './captured-terminal.ts';

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

describe('in every view of the table', () => {
  const table = outcomesTable();
  const RECOVERED = 'c-recovered';
  const GONE = 'c-gone';
  const transfer = (callId: string, time: string, told: object) =>
    storedItem({ callId, eventTime: time, eventType: 'transferComplete', destination: ALICE, ...told });
  const ITEMS = [
    // Bandwidth cancelled a leg that did not ring within 30 s; its caller was there, and reached the next.
    storedItem({
      callId: RECOVERED,
      eventTime: at(30),
      eventType: 'transferDisconnect',
      outcome: 'abandoned',
      step: 'none',
      destination: ALICE,
      fields: { cause: 'cancel', from: '+15550001111' },
    }),
    transfer(RECOVERED, at(31), {
      outcome: 'cancelled',
      step: 'next',
      nextDestination: '+15552220000',
      fields: { cause: 'cancel', from: '+15550001111' },
    }),
    transfer(RECOVERED, at(55), {
      outcome: 'completed',
      step: 'hangup',
      attempt: 2,
      fields: { cause: 'hangup', from: '+15550001111' },
    }),
    storedItem({
      callId: GONE,
      eventTime: at(40),
      eventType: 'transferDisconnect',
      outcome: 'abandoned',
      step: 'none',
      destination: ALICE,
      fields: { cause: 'cancel', from: '+15550002222' },
    }),
  ];
  beforeAll(async () => {
    vi.stubEnv('TZ', 'UTC');
    for (const item of ITEMS) await table.store.put(item);
  });
  const run = (...given: string[]) =>
    outcomes([...given, '--endpoint', table.endpoint, '--table', table.name]);

  test('the timeline does not say that the caller left', async () => {
    const { out } = await run('call', RECOVERED);
    expect(out).not.toContain('abandoned');
    expect(out).toContain('cancelled: cancelled while it rang (cancel)');
    expect(out).toContain('Connected to +15551110000 after 2 hand-offs');
    const gone = (await run('call', GONE)).out;
    expect(gone).toContain('abandoned');
    expect(gone).toContain('Not connected after 1 hand-off: the caller hung up.');
  });

  test('statistics count the hand-off once, and its call as recovered', async () => {
    const { groups, ...sums } = JSON.parse((await run('stats', '--json')).out);
    expect(sums).toEqual({ count: 3, handOffs: 3, firstHandOffs: 2, failedFirstHandOffs: 1, recovered: 1 });
    expect(groups.find(({ label }: { label: string }) => label === 'abandoned').count).toBe(1);
    expect((await run('stats')).out).toContain('a later one connected 1 of these: recovery rate 100 %');
  });

  test('statistics of one outcome have it corrected too', async () => {
    const { count } = JSON.parse((await run('stats', '--outcome', 'abandoned', '--json')).out);
    expect(count).toBe(1);
  });

  test('list, caller and export say the same', async () => {
    const listed = (await run('list', '--outcome', 'abandoned', '--ndjson')).out.trim().split('\n');
    expect(listed.map((line) => JSON.parse(line).callId)).toEqual([GONE]);
    expect((await run('caller', '+15550001111')).out).not.toContain('abandoned');
    const exported = (await run('export', '--since', '1d', '--format', 'ndjson')).out.trim().split('\n');
    const ofLeg = exported.map((line) => JSON.parse(line)).find(({ callId }) => callId === GONE);
    expect(ofLeg.outcome).toBe('abandoned');
    expect(exported.filter((line) => line.includes('"abandoned"'))).toHaveLength(1);
  });

  test('JSON of a call is what is stored', async () => {
    expect(JSON.parse((await run('call', RECOVERED, '--json')).out)).toEqual(ITEMS.slice(0, 3));
  });
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
