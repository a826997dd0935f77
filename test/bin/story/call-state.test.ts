import { expect, test } from 'vitest';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { callState } from '../../../bin/story/call-state.ts';
import { endingWords } from '../../../bin/story/ending-words.ts';
import { stripOf, stripText } from '../../../bin/story/strip.ts';
import { CALL_STATE_WORDS } from '../../../bin/words/call-states.ts';
import { row } from '../reader/items.ts';
import { ANNA, begun, begunWith, closed, leg, over, recorded } from './rows.ts';

const BEN = 'sip:ben@office.example.com;transport=tcp';

const first = row({ step: 'next', destination: ANNA, nextDestination: BEN });
const asked = row({ step: 'voicemail', destination: ANNA });
const second = (fields: object) => row({ attempt: 2, outcome: 'no-answer', destination: BEN, ...fields });
const message = row({
  eventType: 'recordingAvailable',
  outcome: 'voicemail',
  step: 'none',
  duration: 'PT12S',
});

test.each<[state: keyof typeof CALL_STATE_WORDS, strip: string, rows: StoredOutcome[]]>([
  ['ongoing', 'trying anna', [begun]],
  ['ongoing', 'anna busy → trying ben', [begun, first]],
  ['ongoing', 'anna busy → asked for a message', [asked]],
  ['ongoing', 'closed → asked for a message', [closed('voicemail'), recorded('recorded')]],
  ['connected', 'anna connected', [row({ outcome: 'connected', destination: ANNA, step: 'none' })]],
  ['connected', '+15551234567 completed', [row({ outcome: 'completed', destination: '+15551234567' })]],
  ['recovered', 'anna busy → ben connected', [begun, first, second({ outcome: 'connected' })]],
  ['message', 'anna busy → ben no answer → message 12 s', [first, second({ step: 'voicemail' }), message]],
  ['message', 'closed → message 12 s', [closed('voicemail'), over('completed'), message]],
  ['closed', 'closed', [closed('goodbye')]],
  ['closed', 'closed', [closed('hangup'), over('completed')]],
  ['closed', 'closed → asked for a message', [closed('voicemail'), over('completed')]],
  ['closed', 'closed → asked for a message', [closed('voicemail'), recorded('no-message')]],
  ['abandoned', 'anna busy → trying ben', [begun, first, over('completed')]],
  ['abandoned', 'caller hung up', [begun, over('abandoned')]],
  ['abandoned', 'caller hung up at anna', [leg('abandoned')]],
  ['lost', 'anna busy → trying ben', [first, over('failed')]],
  ['lost', 'anna busy → ben no answer', [first, second({ step: 'goodbye' })]],
  ['lost', 'anna busy ×2', [1, 2].map((attempt) => row({ attempt, destination: ANNA, step: 'goodbye' }))],
  ['abandoned', 'anna busy → asked for a message', [asked, over('completed')]],
  ['lost', 'no route', [begunWith('unrouted', 'goodbye')]],
  ['lost', 'not understood', [row({ outcome: 'rejected', attempt: undefined })]],
  ['unknown', 'busy', [row({ step: 'redirect', destination: undefined })]],
  ['unknown', '', [over('completed')]],
])('%s: %s', (state, strip, rows) => {
  expect(callState(rows)).toBe(state);
  expect(stripText(stripOf(rows))).toBe(strip);
});

test('the leg of a later hand-off that nobody told of otherwise is a station', () => {
  const rows = [first, leg('completed', { attempt: 2, destination: BEN })];
  expect(callState(rows)).toBe('recovered');
  expect(stripText(stripOf(rows))).toBe('anna busy → completed');
});

test.each([
  ['sip:+15551234567@carrier.example.com', '+15551234567'],
  ['sips:lee@example.com', 'lee'],
  ['SIP:lee@example.com', 'lee'],
  ['sip:office.example.com', 'office.example.com'],
  ['sip:@office.example.com', 'office.example.com'],
  ['sip:a@x.example,sip:b@x.example', 'a, b'],
  ['sip:somebody-with-a-very-long-name@x.example', 'somebody-with-a-ver…'],
  ['nonsense\u001b[2J', 'nonsense\\u{1b}[2J'],
])('%s is named %s', (destination, name) => {
  expect(stripText(stripOf([row({ destination, step: 'goodbye' })]))).toBe(`${name} busy`);
});

test('of a ring group the one who answered is named', () => {
  const group = { eventType: 'transferComplete', outcome: 'completed', destination: `${ANNA},${BEN}` };
  expect(stripText(stripOf([row({ ...group, transferTo: ANNA })]))).toBe('anna completed');
});

test('out of hours it is said that nobody was open, and not that somebody failed', () => {
  expect(endingWords([closed('goodbye')])).toBe(
    'Not connected: no destination was open; the caller was told so.',
  );
  expect(endingWords([closed('hangup')])).toBe('Not connected: no destination was open; we hung up.');
});

test('every state has words and a colour', () => {
  for (const { means, tone } of Object.values(CALL_STATE_WORDS)) {
    expect(means).not.toBe('');
    expect(['good', 'saved', 'open', 'plain', 'bad']).toContain(tone);
  }
});
