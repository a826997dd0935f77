import { expect, test } from 'vitest';
import { summaryOf } from '../../../bin/console/call/summary.ts';
import { row } from './console-server.ts';

const connected = row('c-1', {
  eventKey: '2026-11-21T22:00:09.000Z#referComplete',
  eventTime: '2026-11-21T22:00:09.000Z',
  notifySipResponseCode: 200,
  outcome: 'connected',
  attempt: 2,
  step: 'none',
  destination: 'sip:b@example.com',
  nextDestination: undefined,
  receivedAt: '2026-11-21T22:00:00.900Z',
});
const begun = row('c-1', { eventType: 'initiate', outcome: 'begun', attempt: 0, step: 'begin' });
const over = row('c-1', { eventType: 'disconnect', outcome: 'completed', attempt: 0, step: 'none' });

test('a call connected by a later hand-off is recovered', async () => {
  expect(await summaryOf('c-1', [row('c-1'), connected])).toEqual({
    callId: 'c-1',
    from: 'sip:bob@customer.example.com',
    to: 'sip:support@bw.example.com',
    route: 'desk',
    arrivedAtEpochMilliseconds: Date.parse('2026-11-21T22:00:00.100Z'),
    state: 'recovered',
    outcomes: ['busy', 'connected'],
    ending: 'Connected to sip:b@example.com after 2 hand-offs; the call left us there.',
    hasFailedFirst: true,
  });
});

test.each([
  ['in progress', 'is handed on', [row('c-1')]],
  ['in progress', 'has begun', [begun]],
  ['connected at once', 'was connected at once', [row('c-1', { outcome: 'connected', step: 'none' })]],
  ['in progress', 'is asked for a message', [row('c-1', { step: 'voicemail', nextDestination: undefined })]],
  ['lost', 'left no message', [row('c-1', { step: 'voicemail', nextDestination: undefined }), over]],
  [
    'message left',
    'left one',
    [
      row('c-1', { step: 'voicemail', nextDestination: undefined }),
      row('c-1', { eventType: 'recordComplete', outcome: 'recorded', step: 'goodbye' }),
      over,
      row('c-1', { eventType: 'recordingAvailable', outcome: 'voicemail', step: 'none' }),
    ],
  ],
  ['lost', 'is over while it was handed on', [row('c-1'), over]],
  ['lost', 'heard goodbye', [row('c-1', { step: 'goodbye', nextDestination: undefined })]],
  [
    'unknown',
    "was sent to the app's own URL",
    [row('c-1', { step: 'redirect', nextDestination: undefined })],
  ],
  ['unknown', 'is only known by its end', [over]],
] as const)('%s: a call that %s', async (state, _, [first, ...others]) => {
  expect((await summaryOf('c-1', [first, ...others])).state).toBe(state);
});

test('what is missing is said, and what cannot be seen is shown', async () => {
  const { from, to, route } = await summaryOf('c-1', [
    row('c-1', { from: 'a\u202eb', to: undefined, route: undefined }),
  ]);
  expect([from, to, route]).toEqual(['a\\u{202e}b', '(unknown)', undefined]);
});
