import { expect, test } from 'vitest';
import { storyOf } from '../../../bin/console/call/story.ts';
import { POLICY, row } from './console-server.ts';

test('a hand-off that ended stands in the lane of its destination, our answer and what the caller hears beside', () => {
  const first = row('c-1', { errorMessage: 'Busy Here' });
  const over = row('c-1', {
    eventKey: '2026-11-21T22:00:30.000Z#disconnect',
    eventType: 'disconnect',
    cause: 'hangup',
    outcome: 'completed',
    attempt: 0,
    step: 'none',
    nextDestination: undefined,
  });
  const { ending, moments } = storyOf('c-1', [first, over], POLICY);
  expect(ending).toContain('Not connected after 1 hand-off');
  expect(moments[0]).toMatchObject({
    outcome: 'busy',
    isResult: true,
    entries: [
      {
        lane: 'destination',
        title: 'sip:a@example.com',
        lines: ['Refer 1: REFER accepted (202), target: 486 Busy Here', 'Bandwidth says: Busy Here'],
      },
      { lane: 'answer', title: 'next destination: handed to sip:b@example.com' },
    ],
    steps: [
      { step: 'next', verdict: 'taken' },
      { step: 'retry once, after 5 s silence', verdict: 'not reached' },
      { step: 'goodbye', verdict: 'not reached' },
    ],
    whatIf: { url: 'refer-complete?route=desk&destination=sip%3Aa%40example.com&attempt=1' },
    item: first,
  });
  expect(moments[0]?.bxml).toContain('\n    <SipUri>sip:b@example.com</SipUri>\n');
  expect(moments[1]).toMatchObject({
    isResult: false,
    bxml: undefined,
    entries: [{ lane: 'caller', title: 'call over: hung up (hangup)' }],
  });
});

test('what the caller hears and waits through is told', () => {
  const last = row('c-1', { destination: 'sip:b@example.com', step: 'retry', attempt: 2 });
  const [moment] = storyOf('c-1', [last], POLICY).moments;
  expect(moment?.entries.at(-1)).toEqual({ lane: 'caller', title: 'hears', lines: ['5 s silence'] });
});
