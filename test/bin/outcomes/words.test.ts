import { describe, expect, test } from 'vitest';
import { endingWords } from '../../../bin/outcomes/story/ending-words.ts';
import { eventWords, isHandOff, isResult, tell } from '../../../bin/outcomes/story/event-words.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { codeWords } from '../../../bin/words/codes.ts';

const row = (fields: Record<string, unknown>): StoredOutcome => ({
  callId: 'c-1',
  eventKey: 'k',
  eventTime: '2026-11-21T12:00:00.000Z',
  outcome: 'busy',
  eventType: 'referComplete',
  attempt: 1,
  ...fields,
});
const refer = (refer?: number | string, notify?: number | string, outcome = 'busy') =>
  row({ outcome, referSipResponseCode: refer, notifySipResponseCode: notify });
const transfer = (cause: unknown) => row({ eventType: 'transferComplete', cause });

describe('what an event says', () => {
  test.each([
    [refer(202, 486), 'REFER accepted (202), target: 486 Busy Here'],
    [refer(202, 404), 'REFER accepted (202), target: 404 Not Found'],
    [refer(202, 603), 'REFER accepted (202), target: 603 Decline'],
    [refer('202', '480'), 'REFER accepted (202), target: 480 Temporarily Unavailable'],
    [refer(202, 200, 'connected'), 'REFER accepted (202), target: 200 OK'],
    [refer(202, undefined, 'connected'), 'REFER accepted (202), connected'],
    [refer(202, undefined, 'unconfirmed'), 'REFER accepted (202), then no word of the target'],
    [refer(405), 'REFER refused, endpoint: 405 Method Not Allowed'],
    [refer(499), 'REFER refused, endpoint: 499 refused'],
    [refer(undefined, undefined, 'failed'), 'REFER unanswered'],
    [refer('nonsense'), 'REFER refused, endpoint: "nonsense"'],
    [transfer('busy'), 'target busy (busy)'],
    [transfer('hangup'), 'hung up (hangup)'],
    [transfer('never-seen'), 'cause "never-seen"'],
    [transfer('constructor'), 'cause "constructor"'],
    [transfer(undefined), 'no cause given'],
    [
      row({ eventType: 'transferDisconnect', cause: 'busy', transferTo: '+15557654321' }),
      'leg to +15557654321 over: target busy (busy)',
    ],
    [row({ eventType: 'disconnect', cause: 'hangup' }), 'call over: hung up (hangup)'],
    [row({ eventType: 'initiate', outcome: 'begun' }), 'call came in'],
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
  ['referComplete', 'rejected', undefined, true, false],
])('%s %s of attempt %s: result %s, hand-off %s', (eventType, outcome, attempt, result, handOff) => {
  const one = row({ eventType, outcome, attempt });
  expect([isResult(one), isHandOff(one)]).toEqual([result, handOff]);
});

test.each([
  [{ step: 'next', nextDestination: 'sip:b@x' }, 'next destination: handed to sip:b@x'],
  [{ step: 'retry', nextDestination: 'sip:a@x' }, 'tried again: handed to sip:a@x'],
  [{ step: 'bridge', nextDestination: 'sip:a@x' }, 'connected by us instead (<Transfer>): handed to sip:a@x'],
  [{ step: 'redirect' }, "sent on to the app's own URL"],
  [{ step: 'goodbye' }, 'caller heard goodbye, then we hung up'],
  [{ step: 'hangup' }, 'we hung up, without a goodbye'],
  [{ step: 'none', outcome: 'connected' }, undefined],
  [{ outcome: 'rejected' }, 'caller heard goodbye, then we hung up'],
])('step %j', (fields, words) => {
  expect(tell(row(fields)).done).toBe(words);
});

describe('how a call ended', () => {
  const first = row({ step: 'next', nextDestination: 'sip:b@x', destination: 'sip:a@x' });
  const over = row({ eventType: 'disconnect', outcome: 'completed', cause: 'hangup', attempt: 0 });
  test.each([
    [[first], /^Open: handed to sip:b@x, and nothing has come back/],
    [
      [first, over],
      /^Not connected after 1 hand-off: call over: hung up \(hangup\), while sip:b@x was tried/,
    ],
    [
      [first, row({ attempt: 2, outcome: 'connected', step: 'none', destination: 'sip:b@x' })],
      /^Connected to sip:b@x after 2 hand-offs/,
    ],
    [
      [first, row({ attempt: 2, outcome: 'completed', step: 'hangup', destination: 'sip:b@x' }), over],
      /^Connected to sip:b@x after 2 hand-offs; they talked/,
    ],
    [
      [first, row({ attempt: 2, step: 'goodbye' }), over],
      /^Not connected after 2 hand-offs: the caller heard goodbye/,
    ],
    [[first, row({ attempt: 2, step: 'redirect' })], /^Sent on to the app's own URL after 2/],
    [
      [first, row({ eventType: 'transferDisconnect', outcome: 'abandoned', attempt: 2 })],
      /^Not connected after 2 hand-offs: the caller hung up/,
    ],
    [[row({ outcome: 'rejected', attempt: undefined })], /^Not connected: the caller heard goodbye/],
    [[over], /^Only its end is stored/],
    [[], /^Nothing is stored/],
  ])('%#', (rows, ending) => {
    expect(endingWords(rows)).toMatch(ending);
  });
});
