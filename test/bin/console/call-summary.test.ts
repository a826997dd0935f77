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

test('a call connected by a later hand-off is recovered', async () => {
  expect(await summaryOf('c-1', [row('c-1'), connected])).toEqual({
    callId: 'c-1',
    from: 'sip:bob@customer.example.com',
    to: 'sip:support@bw.example.com',
    route: 'desk',
    beganAtEpochMilliseconds: Date.parse('2026-11-21T22:00:00.000Z'),
    state: 'recovered',
    stations: [
      { words: 'a busy', outcome: 'busy', destination: 'sip:a@example.com' },
      { words: 'b connected', outcome: 'connected', destination: 'sip:b@example.com' },
    ],
    outcomes: ['busy', 'connected'],
    ending: 'Connected to sip:b@example.com after 2 hand-offs; the call left us there.',
    hasFailedFirst: true,
  });
});

test('what is missing is said, and what cannot be seen is shown', async () => {
  const { from, to, route } = await summaryOf('c-1', [
    row('c-1', { from: 'a\u202eb', to: undefined, route: undefined }),
  ]);
  expect([from, to, route]).toEqual(['a\\u{202e}b', '(unknown)', undefined]);
});
