import { describe, expect, test } from 'vitest';
import { questionOf, rebuiltAnswer } from '../../../bin/console/call/rebuilt-answer.ts';
import { storyOf } from '../../../bin/console/call/story.ts';
import { whatIf } from '../../../bin/console/what-if.ts';
import { DOCUMENTED_EVENTS } from '../../../bin/documented-events/documented-events.ts';
import { handleReceived } from '../../../bin/explain/callbacks.ts';
import { receive } from '../../../bin/explain/received.ts';
import type { StoredOutcome } from '../../../bin/reader/stored-outcome.ts';
import { safeAnswer, writeDocument } from '../../../functions/bxml/document.ts';
import { type CallbackRow, callbackOfEvent, callbackRow } from '../../../functions/callbacks.ts';
import { outcomeItem } from '../../../functions/outcomes/item.ts';
import { readItem } from '../../../functions/outcomes/read-item.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { storedItem } from '../reader/items.ts';
import { POLICY, row } from './console-server.ts';

const QUERIES = [
  '',
  '?attempt=1',
  '?route=desk&destination=sip%3Ab%40example.com&attempt=2&retries=1',
  '?attempt=2&context=ticket-4711',
];

const withoutEmpty = (event: object) =>
  Object.fromEntries(Object.entries(event).filter(([, value]) => value !== ''));

describe.each(Object.entries<object>(DOCUMENTED_EVENTS))('%s', (_, documented) => {
  test.each(QUERIES)('is answered again as it was, from its row: "%s"', (query) => {
    const body = JSON.stringify(documented);
    const event = JSON.parse(body);
    const { name } = callbackOfEvent(event.eventType) as CallbackRow;
    const { received } = receive({ body, url: `${name}${query}`, handOff: {} });
    const { decision } = handleReceived(name, received, POLICY);
    const keeping = {
      receivedAtEpochMilliseconds: 0,
      ttlDays: 90,
      policyHash: '0123abcd',
      digest: received.digest,
    };
    const item = outcomeItem(received.fields, event, decision, keeping);
    const stored = readItem(JSON.stringify(item)) as StoredOutcome;

    const isDropped = callbackRow(name).safe === 'nothing';
    const bxml = isDropped ? undefined : writeDocument(decision);
    expect(rebuiltAnswer(stored, POLICY).details).toMatchObject({ bxml });
    expect(questionOf(stored)?.event).toEqual(withoutEmpty(event));
  });
});

test('what was not handled was answered safely', () => {
  const rejected = row('c-1', { outcome: 'rejected' });
  const strange = row('c-1', { eventType: 'bridgeComplete' });
  const safe = { issues: [], body: safeAnswer(POLICY) };
  expect(rebuiltAnswer(rejected, POLICY).details).toEqual(safe);
  expect(rebuiltAnswer(strange, POLICY).details).toEqual(safe);
  expect(questionOf(strange)).toBeUndefined();
});

test('an answer that Bandwidth drops is none', () => {
  const disconnect = row('c-1', {
    eventType: 'disconnect',
    cause: 'hangup',
    attempt: 0,
    outcome: 'completed',
  });
  expect(rebuiltAnswer(disconnect, POLICY).details).toHaveProperty('bxml', undefined);
  expect(questionOf(disconnect)?.url).toBe('disconnect');
  expect(questionOf({ ...disconnect, context: 'k' })?.url).toBe('disconnect?context=k');
});

test('a field that had to be renamed has its name again', () => {
  expect(questionOf(row('c-1', { 'event.route': 'theirs' }))?.event).toMatchObject({ route: 'theirs' });
});

test('of an undated row the time is what came, not that of its receipt', () => {
  const undated = { undated: true, startTime: '2020-01-01T00:00:00.000Z' };
  expect(questionOf(row('c-1', undated))?.event).not.toHaveProperty('eventTime');
  expect(questionOf(row('c-1', { ...undated, 'event.eventTime': 7 }))?.event).toHaveProperty('eventTime', 7);
});

test('a what-if takes the time from the field of the event', () => {
  const closing = parsePolicy({
    hours: { day: { timeZone: 'UTC', weekly: { 'mon-sun': '08:00-18:00' } } },
    routes: [{ name: 'desk', hours: 'day', destinations: ['sip:a@example.com'] }],
  });
  const ask = (eventTime: string | undefined) =>
    whatIf({ event: { eventType: 'initiate', callId: 'c-1', eventTime }, url: 'initiate' }, closing);
  expect(ask('2026-11-25T12:00:00Z')).toMatchObject({ outcome: 'begun' });
  expect(ask('2026-11-25T22:00:00Z')).toMatchObject({
    outcome: 'closed',
    hours: [
      'Wed 2026-11-25 22:00 in UTC',
      expect.stringMatching(/^– closed \(day\), opens \w{3} [\d:]+ UTC: sip:a@example\.com$/),
    ],
  });
  expect(ask(undefined)).toMatchObject({ outcome: 'begun' });
});

test('a what-if, a story and an explanation of an event are the same', async () => {
  const stored = row('c-1', { startTime: '2026-11-21T21:59:00.000Z', direction: 'inbound' });
  const { explanation } = rebuiltAnswer(stored, POLICY);
  expect(explanation).toMatchObject({ outcome: 'busy', callback: 'refer-complete' });
  expect(whatIf({ ...questionOf(stored) }, POLICY)).toEqual(explanation);
  expect((await storyOf('c-1', [stored], { policy: POLICY })).moments[0]?.explanation).toEqual(explanation);
});

test('an answer that leads to another deployment is shown as it was, with the token masked', async () => {
  const folder = 'https://second.example.com/{token}/';
  const stored = storedItem({
    callId: 'c-1',
    eventTime: '2026-11-21T10:00:05.000Z',
    eventType: 'transferComplete',
    destination: 'sip:nobody@desk.example.com',
    fields: { cause: 'busy' },
  }) as StoredOutcome;
  const shown = 'transferCompleteFallbackUrl="https://second.example.com/{token}/transfer-complete?';
  expect(rebuiltAnswer(stored, POLICY, folder).details).toHaveProperty(
    'bxml',
    expect.stringContaining(shown),
  );
  expect(
    (await storyOf('c-1', [stored], { policy: POLICY, fallbackFolder: folder })).moments[0],
  ).toMatchObject({
    explanation: { bxml: expect.stringContaining(shown) },
  });
  const question = questionOf(stored);
  expect(whatIf({ ...question }, POLICY, folder)).toMatchObject({ bxml: expect.stringContaining(shown) });
});
