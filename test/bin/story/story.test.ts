import { describe, expect, test } from 'vitest';
import { storyText } from '../../../bin/outcomes/print/story-text.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { callsOf } from '../../../bin/story/calls-of.ts';
import { endingWords } from '../../../bin/story/ending-words.ts';
import { eventWords, isHandOff, isResult, tellEvent } from '../../../bin/story/event-words.ts';
import { GROUPINGS, type Grouping, tally } from '../../../bin/story/tally.ts';
import { codeWords } from '../../../bin/words/codes.ts';
import { each, row } from '../reader/items.ts';

const refer = (refer?: number | string, notify?: number | string, outcome = 'busy') =>
  row({ outcome, referSipResponseCode: refer, notifySipResponseCode: notify });
const transfer = (cause: unknown) => row({ eventType: 'transferComplete', cause });
const LEG = row({ eventType: 'transferDisconnect', cause: 'busy', transferTo: '+15557654321' });
const RECORDED = row({
  eventType: 'recordingComplete',
  outcome: 'recorded',
  duration: 'PT8S',
  recordingId: 'r-1',
});

describe('what an event says', () => {
  test.each([
    [refer(202, 486), 'REFER accepted (202), target: 486 Busy Here'],
    [refer('202', '480'), 'REFER accepted (202), target: 480 Temporarily Unavailable'],
    [refer(202, 200, 'connected'), 'REFER accepted (202), target: 200 OK'],
    [refer(202, undefined, 'connected'), 'REFER accepted (202), connected'],
    [refer(202, undefined, 'unconfirmed'), 'REFER accepted (202), then no word from the target'],
    [refer(405), 'REFER refused, endpoint: 405 Method Not Allowed'],
    [refer(499), 'REFER refused, endpoint: 499 refused'],
    [refer(undefined, undefined, 'failed'), 'REFER unanswered'],
    [refer('nonsense'), 'REFER refused, endpoint: "nonsense"'],
    [transfer('busy'), 'target busy (busy)'],
    [transfer('hangup'), 'hung up (hangup)'],
    [transfer('never-seen'), 'cause "never-seen"'],
    [transfer('constructor'), 'cause "constructor"'],
    [transfer(undefined), 'no cause given'],
    [LEG, 'transferred leg to +15557654321 ended: target busy (busy)'],
    [row({ eventType: 'disconnect', cause: 'hangup' }), 'call over: hung up (hangup)'],
    [row({ eventType: 'initiate', outcome: 'begun' }), 'call came in'],
    [RECORDED, 'recorded, and the caller is still there: message of 8.0 s, r-1'],
    [row({ eventType: '\u001b[2J' }), 'event "\\u{1b}[2J"'],
    [row({ outcome: 'rejected', reasons: ['a', '\u001bb'] }), 'a; \\u{1b}b'],
    [row({ outcome: 'rejected' }), 'callback not understood'],
  ])('%#: %j', (event, words) => {
    expect(eventWords(event)).toBe(words);
  });

  test('every code there is has words', () => {
    for (let code = 100; code < 700; code += 1) expect(codeWords(code)).toMatch(/^\d{3} [A-Za-z]/);
  });
});

test.each([
  ['referComplete', 'busy', 1, true, true],
  ['transferComplete', 'completed', 2, true, true],
  ['transferDisconnect', 'busy', 1, false, false],
  ['transferDisconnect', 'abandoned', 1, true, true],
  ['disconnect', 'completed', 0, false, false],
  ['disconnect', 'abandoned', 0, true, false],
  ['initiate', 'begun', 0, false, false],
  ['initiate', 'unrouted', 0, true, false],
  ['recordComplete', 'recorded', 2, false, false],
  ['recordingAvailable', 'voicemail', 2, true, false],
  ['referComplete', 'rejected', undefined, true, false],
])('%s %s of attempt %s: result %s, hand-off %s', (eventType, outcome, attempt, result, handOff) => {
  const one = row({ eventType, outcome, attempt });
  expect([isResult(one), isHandOff(one)]).toEqual([result, handOff]);
});

test.each([
  [{ step: 'next', nextDestination: 'sip:b@x' }, 'next destination: handed to sip:b@x'],
  [{ step: 'retry', nextDestination: 'sip:a@x' }, 'tried again: handed to sip:a@x'],
  [{ step: 'bridge', nextDestination: 'sip:a@x' }, 'connected by us instead (<Transfer>): handed to sip:a@x'],
  [{ step: 'voicemail' }, 'the caller was asked for a message'],
  [{ step: 'redirect' }, "sent to the app's own URL"],
  [{ step: 'goodbye' }, 'the caller heard goodbye, then we hung up'],
  [{ step: 'hangup' }, 'we hung up, without a goodbye'],
  [{ step: 'none', outcome: 'connected' }, undefined],
  [{ outcome: 'rejected' }, 'the caller heard goodbye, then we hung up'],
])('step %j', (fields, words) => {
  expect(tellEvent(row(fields)).done).toBe(words);
});

describe('how a call ended', () => {
  const first = row({ step: 'next', nextDestination: 'sip:b@x', destination: 'sip:a@x' });
  const second = (fields: object) => row({ attempt: 2, destination: 'sip:b@x', ...fields });
  const over = row({ eventType: 'disconnect', outcome: 'completed', cause: 'hangup', attempt: 0 });
  const asked = second({ step: 'voicemail' });
  const recorded = row({ eventType: 'recordComplete', outcome: 'recorded', attempt: 2, step: 'goodbye' });
  const told = { eventType: 'recordingAvailable', outcome: 'voicemail', duration: 'PT8S' };
  const available = row({ ...told, attempt: 2 });
  const left = second({ eventType: 'transferDisconnect', outcome: 'abandoned' });
  const lost = 'Not connected after 2 hand-offs: ';
  const whileTried = 'call over: hung up (hangup), while sip:b@x was being tried';
  const reached = 'Connected to sip:b@x after 2 hand-offs';
  test.each<[StoredOutcome[], string]>([
    [[first], 'Open: handed to sip:b@x, and nothing has come back'],
    [[first, over], `Not connected after 1 hand-off: ${whileTried}`],
    [[first, second({ outcome: 'connected', step: 'none' })], reached],
    [[first, second({ outcome: 'completed', step: 'hangup' }), over], `${reached}; they talked`],
    [[first, second({ step: 'goodbye' }), over], `${lost}the caller heard goodbye`],
    [[first, asked], `${lost}the caller was asked for a message, and none is stored yet.`],
    [[first, asked, over], `${lost}the caller was asked for a message, and none is stored.`],
    [[first, asked, recorded, over, available], `${lost}the caller left a message of 8.0 s`],
    [[first, second({ step: 'redirect' })], "Sent to the app's own URL after 2"],
    [[first, left], `${lost}the caller hung up`],
    [[row({ outcome: 'rejected', attempt: undefined })], 'Not connected: the caller heard goodbye'],
    [[over], 'Only its end is stored'],
    [[], 'Nothing is stored'],
  ])('%#', (rows, ending) => {
    expect(endingWords(rows).slice(0, ending.length)).toBe(ending);
  });
});

test.each([599_000, 3_599_000, 86_399_000, 59_160 * 3_600_000])(
  'the columns of a timeline stay apart after %i ms',
  (gapMilliseconds) => {
    const [first, second] = [0, gapMilliseconds].map((time, index) =>
      row({ eventTime: new Date(time).toISOString(), attempt: index + 1 }),
    ) as [StoredOutcome, StoredOutcome];
    expect(storyText([first, second], new Date(gapMilliseconds), 100)).toMatch(/ \+[\w ]*\w {2,}2\. Refer/);
  },
);

test('the context of a call is told at its head, where it has one', () => {
  const told = (...rows: StoredOutcome[]) => storyText(rows, new Date(), 100);
  expect(told(row({}), row({ context: 'ticket-4711' }))).toContain('\n  context     ticket-4711\n');
  expect(told(row({}))).not.toContain('context');
});

describe('statistics', () => {
  const of = (callId: string, attempt: number, outcome: string, fields: object = {}) =>
    row({ callId, attempt, outcome, eventKey: `${callId}#${attempt}`, ...fields });

  /** Calls: one recovered at the third hand-off, one lost, one connected at once, one left by its caller. */
  const ROWS = [
    of('a', 1, 'busy'),
    of('a', 2, 'no-answer'),
    of('a', 3, 'connected'),
    of('b', 1, 'failed', { route: 'sales' }),
    of('c', 1, 'completed', { eventType: 'transferComplete', route: 'sales' }),
    of('d', 1, 'abandoned', { eventType: 'transferDisconnect' }),
    of('d', 0, 'begun', { eventType: 'initiate' }),
    of('c', 1, 'completed', { eventType: 'transferDisconnect' }),
    of('c', 0, 'completed', { eventType: 'disconnect' }),
    of('e', 0, 'unrouted', { eventType: 'initiate' }),
  ];

  test.each(Object.keys(GROUPINGS) as Grouping[])(
    'by %s: hand-offs, first ones, those that failed, calls recovered, and groups that make up the count',
    async (by) => {
      const { groups, ...sums } = await tally(each(ROWS), by);
      expect(sums).toEqual({ count: 7, handOffs: 6, firstHandOffs: 4, failedFirstHandOffs: 2, recovered: 1 });
      expect(groups.reduce((sum, group) => sum + group.count, 0)).toBe(7);
    },
  );

  test('most first, equals by name, hours in order of time', async () => {
    expect((await tally(each(ROWS), 'route')).groups).toEqual([
      { label: '(no route)', count: 5, connected: 1 },
      { label: 'sales', count: 2, connected: 1 },
    ]);
    const names = (await tally(each(ROWS), 'outcome')).groups.map(({ label }) => label);
    expect(names).toEqual(names.toSorted());
    const rows = ['2026-11-21T12:00:00Z', '2026-11-21T10:59:00Z', '2026-11-21T10:00:00Z'].map((eventTime) =>
      row({ eventTime }),
    );
    expect((await tally(each(rows), 'hour')).groups.map(({ count }) => count)).toEqual([2, 1]);
  });

  test.each(
    [
      { cause: 'timeout', expected: ['timeout', '(no SIP code)'] },
      { referSipResponseCode: '202', notifySipResponseCode: 486, expected: ['(no cause)', '486 Busy Here'] },
      { referSipResponseCode: '405', expected: ['(no cause)', '405 Method Not Allowed'] },
      { cause: '\u001b', referSipResponseCode: '\u001b', expected: ['\\u{1b}', '"\\u{1b}"'] },
    ].map(({ expected, ...fields }) => ({ fields, expected })),
  )('the cause and the SIP code of $fields', async ({ fields, expected }) => {
    const labels = (['cause', 'sip-code'] as const).map((grouping) => GROUPINGS[grouping](row(fields)));
    expect(labels).toEqual(expected);
  });

  test('labels of strangers are bounded: the rest is counted together', async () => {
    const many = Array.from({ length: 10_050 }, (_, index) => row({ destination: `sip:${index}@x` }));
    const { groups } = await tally(each(many), 'destination');
    expect(groups).toHaveLength(10_001);
    expect(groups[0]).toEqual({ label: '(others)', count: 50, connected: 0 });
    const pairs = (await tally(each(many), 'destination', 'outcome')).groups;
    expect(pairs[0]).toEqual({ label: '(others)', across: '(others)', count: 50, connected: 0 });
  });

  test('events of a caller are put together as calls, no more of them than wanted', async () => {
    const overlapping = await callsOf(each([of('a', 2, 'busy'), of('b', 1, 'busy'), of('a', 1, 'busy')]), 2);
    expect(overlapping.hasMore).toBe(false);
    expect(overlapping.calls.map((rows) => rows.map(({ eventKey }) => eventKey))).toEqual([
      ['a#2', 'a#1'],
      ['b#1'],
    ]);
    const given: string[] = [];
    async function* source() {
      for (const callId of ['a', 'a', 'b', 'c', 'd']) {
        given.push(callId);
        yield row({ callId });
      }
    }
    const { calls, hasMore } = await callsOf(source(), 2);
    expect([calls.length, hasMore, given]).toEqual([2, true, ['a', 'a', 'b', 'c']]);
  });
});
