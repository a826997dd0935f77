import { beforeAll, describe, expect, test, vi } from 'vitest';
import { isAbout } from '../../../bin/story/destination-name.ts';
import { CALL_STATE_WORDS } from '../../../bin/words/call-states.ts';
import { rejectedItem } from '../../../functions/outcomes/rejected-item.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { parseCsv } from '../print/parse-csv.ts';
import { row, storedItem } from '../reader/items.ts';
import { jsonLines, outcomesOf } from './captured-terminal.ts';
import { ALICE, BOB, CALL, ITEMS, LOST } from './two-calls.ts';

beforeAll(() => vi.stubEnv('TZ', 'UTC'));

const VOICE = 'sip:voice@desk.example.com';
const DAY = ['--since', '2026-11-21', '--until', '2026-11-22'];

describe('calls that went in each way', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  const at = (callId: string, second: number, told: Partial<Parameters<typeof storedItem>[0]>) =>
    storedItem({ callId, eventTime: `2026-11-21T09:00:${second}.000Z`, route: 'night', ...told });
  const initiate = { eventType: 'initiate', attempt: 0, destination: '' } as const;

  beforeAll(async () => {
    const available = { eventType: 'recordingAvailable', outcome: 'voicemail', step: 'none' } as const;
    const recording = { recordingId: 'r-1', duration: 'PT12S' };
    const items = [
      ...ITEMS,
      at('c-closed', 10, { ...initiate, outcome: 'closed', step: 'goodbye' }),
      at('c-message', 20, { destination: VOICE, step: 'voicemail' }),
      at('c-message', 40, { destination: VOICE, ...available, fields: recording }),
      at('c-message', 41, { destination: VOICE, ...available, fields: recording }),
      at('c-left', 30, { ...initiate, outcome: 'begun', step: 'begin', nextDestination: ALICE }),
      at('c-left', 50, {
        eventType: 'disconnect',
        outcome: 'completed',
        step: 'none',
        attempt: 0,
        destination: '',
      }),
      at('c-once', 15, { outcome: 'connected', step: 'none', destination: BOB }),
      at('c-tried', 16, { ...initiate, outcome: 'begun', step: 'begin', nextDestination: VOICE }),
      at('c-app', 17, { step: 'redirect' }),
    ];
    for (const item of items) await table.store.put(item);
    const receivedAtEpochMilliseconds = Date.parse('2026-11-21T09:30:00.000Z');
    const kept = { receivedAtEpochMilliseconds, ttlDays: 0, policyHash: '0123abcd', digest: () => 'd1' };
    await table.store.put(rejectedItem({}, { reasons: ['no callId'] }, kept));
  });

  test('each is listed once, newest first, with who called whom and its strip', async () => {
    const { out } = await run('list', '--calls', ...DAY);
    expect(out.split('\n').slice(0, 6)).toEqual([
      '11-21 11:00:00  lost          +15551234567 → sip:support@bw.example.com',
      `  ${LOST}`,
      '  +15557654321 no answer',
      '11-21 10:00:38  recovered     sip:bob@customer.example.com → sip:support@bw.example.com',
      `  ${CALL}`,
      '  alice busy → bob connected',
    ]);
    expect(out).toContain('  voice busy → message 12 s\n');
    expect(out).toContain('8 found, from 2026-11-21 00:00:00 UTC');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test.each([
    ['lost', [LOST]],
    ['recovered', [CALL]],
    ['message', ['c-message']],
    ['abandoned', ['c-left']],
    ['closed', ['c-closed']],
    ['connected', ['c-once']],
    ['ongoing', ['c-tried']],
    ['unknown', ['c-app']],
    ['Lost, closed', [LOST, 'c-closed']],
  ])('%s: %j', async (state, expected) => {
    const found = jsonLines((await run('list', '--state', state, '--ndjson', ...DAY)).out);
    expect(found.map(({ callId }) => callId)).toEqual(expected);
    for (const { state: each } of found) expect(state.toLowerCase()).toContain(each);
  });

  test('CSV has the calls, JSON the same', async () => {
    const [head, line] = parseCsv((await run('list', '--state', 'recovered', '--csv', ...DAY)).out);
    const [call] = JSON.parse((await run('list', '--state', 'recovered', '--json', ...DAY)).out);
    expect(head).toEqual(Object.keys(call));
    expect(line).toEqual(Object.values(call).map(String));
    expect(call).toMatchObject({ route: 'support', handOffs: 2, strip: 'alice busy → bob connected' });
  });

  test.each([
    [
      ['--route', 'night', '--calls'],
      ['c-left', 'c-message', 'c-app', 'c-tried', 'c-once', 'c-closed'],
    ],
    [
      ['--destination', 'bob', '--calls'],
      [CALL, 'c-once'],
    ],
    [['--destination', 'alice', '--route', 'support'], [CALL]],
    [['--destination', '+15557654321'], [LOST]],
    [
      ['--destination', BOB.toUpperCase()],
      [CALL, 'c-once'],
    ],
  ])('narrowed by %j', async (options, expected) => {
    const found = jsonLines((await run('list', '--ndjson', ...options, ...DAY)).out);
    expect(found.map(({ callId }) => callId)).toEqual(expected);
  });

  test('by destination stats count, and messages are found', async () => {
    const { groups } = JSON.parse((await run('stats', '--destination', 'bob', '--json', ...DAY)).out);
    expect(groups).toEqual([{ label: 'connected', count: 2, connected: 2 }]);
    expect((await run('messages', '--destination', 'voice', ...DAY)).out).toContain('1 message, from');
    expect((await run('messages', '--destination', 'bob', ...DAY)).out).toMatch(
      /^Nothing found, from .* destination bob/s,
    );
  });

  test('the limit holds for calls, and nothing found says what was searched', async () => {
    expect((await run('list', '--calls', '--limit', '2', ...DAY)).out).toContain(
      'The newest 2; there are more: --limit 10',
    );
    const none = await run('list', '--state', 'lost', '--route', 'night', ...DAY);
    expect(none.out.replaceAll(/\n +/g, ' ')).toMatch(
      /^No call found: lost, from .* with route night, in table/,
    );
  });
});

test.each([
  ['sip:anna@office.example.com', 'anna', true],
  ['sip:anna@office.example.com', 'Anna', true],
  ['sip:anna@office.example.com;transport=tcp', 'anna', true],
  ['sip:anna@office.example.com', 'ann', false],
  ['sip:anna@office.example.com', 'office.example.com', false],
  ['sip:office.example.com', 'office.example.com', true],
  ['sip:a@x.example,+15551234567', 'a', true],
  ['sip:a@x.example,+15551234567', ' +15551234567 ', true],
  ['sip:a@x.example,+15551234567', 'sip:a@x.example,+15551234567', true],
  [undefined, 'anna', false],
])('%s is typed as "%s": %s', (destination, typed, expected) => {
  expect(isAbout(row({ destination }), typed)).toBe(expected);
});

test('the help of list has the states in the words of the console', async () => {
  const table = { endpoint: 'http://127.0.0.1:9', name: 'none' };
  const { failure } = await outcomesOf(table)('list', '--state', 'lsot');
  expect(failure).toContain('There is no state "lsot". Did you mean "lost"?');
  for (const state of Object.keys(CALL_STATE_WORDS)) expect(failure).toContain(state);
});
