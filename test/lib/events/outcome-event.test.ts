import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { rejectedItem } from '../../../functions/outcomes/rejected-item.ts';
import { EVENT_FILTER, EVENT_SCHEMA_URL, eventTemplate } from '../../../lib/events/outcome-event.ts';
import { storedItem } from '../../bin/reader/items.ts';
import { passes, transformed } from '../../support/pipe.ts';
import { PROJECT } from '../stack-template.ts';

const schema = JSON.parse(readFileSync(`${PROJECT}/docs/outcome-event.v1.schema.json`, 'utf8'));
const validate = new Ajv({ allErrors: true, validateFormats: false }).compile(schema);

const CALLER = {
  from: '+15551112222',
  to: '+15553334444',
  tag: '"}, {"',
  transferCallerDisplayName: '"; drop',
};
const RECEIVED = { receivedAtEpochMilliseconds: Date.parse('2026-11-21T10:00:06.000Z'), ttlDays: 0 };

const inserted = (item: OutcomeItem) => ({
  eventName: 'INSERT',
  dynamodb: { Keys: {}, NewImage: toAttributeMap(item) },
});
const filter = JSON.parse(EVENT_FILTER);
const eventOf = (item: OutcomeItem) =>
  JSON.parse(transformed(eventTemplate('CallRecovery/CallRecovery-prod/Calls'), inserted(item)));

const HAND_OFF = storedItem({
  callId: 'c-1',
  eventTime: '2026-11-21T10:00:05.000Z',
  route: 'support',
  attempt: 2,
  destination: 'sip:alice;phone-context=%22@desk.example.com',
  nextDestination: '+15557654321',
  context: 'ticket-4711',
  fields: CALLER,
});

describe('the event of an outcome', () => {
  it('says what happened, and who is next', () => {
    expect(eventOf(HAND_OFF)).toEqual({
      specversion: '1.0',
      id: 'c-1#2026-11-21T10:00:05.000Z#referComplete#2',
      source: 'CallRecovery/CallRecovery-prod/Calls',
      type: 'bandwidth-call-recovery.outcome.busy',
      time: '2026-11-21T10:00:05.000Z',
      subject: 'c-1',
      datacontenttype: 'application/json',
      dataschema: EVENT_SCHEMA_URL,
      data: {
        eventType: 'referComplete',
        outcome: 'busy',
        step: 'next',
        attempt: '2',
        route: 'support',
        destination: 'sip:alice;phone-context=%22@desk.example.com',
        nextDestination: '+15557654321',
        context: 'ticket-4711',
      },
    });
  });

  it.each<[string, OutcomeItem]>([
    ['a hand-off', HAND_OFF],
    [
      'a call that no route takes',
      storedItem({
        callId: 'c-2',
        eventTime: '2026-11-21T10:00:05.000Z',
        eventType: 'initiate',
        outcome: 'unrouted',
        attempt: 0,
        step: 'goodbye',
        destination: '',
        fields: CALLER,
      }),
    ],
    [
      'a callback that was not understood',
      rejectedItem(
        { ...CALLER, callId: 'c-3' },
        { reasons: ['"odd"'] },
        { ...RECEIVED, policyHash: '0123abcd', digest: () => 'd' },
      ),
    ],
    [
      'a request without a call',
      rejectedItem(
        {},
        { reasons: ['no'], body: '{"x' },
        { ...RECEIVED, policyHash: '0123abcd', digest: () => 'd' },
      ),
    ],
  ])('of %s is as docs/outcome-event.v1.schema.json says, and has no text of a caller', (_what, item) => {
    const event = eventOf(item);
    expect(validate(event), JSON.stringify(validate.errors)).toBe(true);
    expect(event.id).toBe(`${item.callId}#${item.eventKey}`);
    expect(new Date(event.time).toISOString()).toBe(event.time);
    for (const text of [...Object.values(CALLER), '"odd"'])
      expect(JSON.stringify(event)).not.toContain(JSON.stringify(text).slice(1, -1));
  });

  it('has the address under which its schema is published, and the version in it', () => {
    expect(schema.$id).toBe(EVENT_SCHEMA_URL);
    expect(EVENT_SCHEMA_URL).toMatch(/\/docs\/outcome-event\.v1\.schema\.json$/);
  });
});

it.each([
  ['a new outcome', inserted(HAND_OFF), true],
  [
    'what expires or is erased',
    { eventName: 'REMOVE', dynamodb: { OldImage: toAttributeMap(HAND_OFF) } },
    false,
  ],
  ['what somebody changes by hand', { ...inserted(HAND_OFF), eventName: 'MODIFY' }, false],
  ['what has no outcome', { eventName: 'INSERT', dynamodb: { NewImage: { callId: { S: 'c-1' } } } }, false],
])('%s: told or not', (_what, record, expected) => {
  expect(passes(filter, record)).toBe(expected);
});
