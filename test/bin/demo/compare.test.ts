import { expect, test } from 'vitest';
import { differences, verbsOf } from '../../../bin/demo/compare.ts';
import type { Played } from '../../../bin/demo/play.ts';

const GOOD: Played = {
  scene: {
    title: 'a scene',
    callback: 'refer-complete',
    event: 'refer-target-404',
    expected: { outcome: 'busy', step: 'goodbye', attempt: 1, verbs: ['Hangup'] },
  },
  url: new URL('http://127.0.0.1/t/refer-complete'),
  event: { callId: 'c-1', callUrl: '' },
  status: 200,
  contentType: 'application/xml; charset=utf-8',
  bxml: '<Response><Hangup/></Response>',
  item: { callId: 'c-1', outcome: 'busy', step: 'goodbye', attempt: 1, receivedAt: 'now' },
};

test('finds nothing where all is as expected; an empty field need not be stored', () => {
  expect(differences(GOOD)).toEqual([]);
});

test.each<[string, Partial<Played>, string]>([
  ['status', { status: 500 }, 'HTTP status: expected 200, found 500'],
  [
    'type',
    { contentType: 'text/plain' },
    'content type: expected "application/xml; charset=utf-8", found "text/plain"',
  ],
  ['verbs', { bxml: '<Response/>' }, 'BXML verbs: expected ["Hangup"], found []'],
  [
    'outcome',
    { item: { ...GOOD.item, outcome: 'failed' } },
    'stored outcome: expected "busy", found "failed"',
  ],
  [
    'a lost field',
    { item: { ...GOOD.item, callId: undefined } },
    'stored callId: expected "c-1", found nothing',
  ],
  [
    'a destination too many',
    { item: { ...GOOD.item, nextDestination: 'sip:x@y' } },
    'stored nextDestination: expected nothing, found "sip:x@y"',
  ],
])('tells a wrong %s', (_what, change, line) => {
  expect(differences({ ...GOOD, ...change })).toEqual([line]);
});

test('tells that nothing was stored', () => {
  expect(differences({ ...GOOD, item: undefined })).toHaveLength(4);
});

test('lists verbs in the order of the document', () => {
  expect(
    verbsOf(
      '<?xml version="1.0"?><Response><Pause duration="5"/><Refer><SipUri>sip:a</SipUri></Refer></Response>',
    ),
  ).toEqual(['Pause', 'Refer', 'SipUri']);
});
