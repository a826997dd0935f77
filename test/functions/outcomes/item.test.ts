import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { outcomeDay, outcomeItem } from '../../../functions/outcomes/item.ts';
import { rejectedItem } from '../../../functions/outcomes/rejected-item.ts';
import { OUTCOME_SHARDS } from '../../../functions/outcomes/table.ts';
import type { Outcome } from '../../../functions/recovery/outcome.ts';
import { NOW } from '../../support/requests.ts';

const EVENT = { callId: 'c-1', eventTime: '2026-04-30T13:20:39.810Z', eventType: 'referComplete' };
const NOW_SECONDS = Date.parse(NOW) / 1000;
const KEEPING = {
  receivedAtEpochMilliseconds: Date.parse(NOW),
  ttlDays: 90,
  policyHash: '0123abcd',
  digest: () => 'd1',
};

type Decision = Parameters<typeof outcomeItem>[2];

const GOODBYE: Decision = {
  outcome: 'busy',
  ended: { attempt: 1, retries: 0 },
  step: 'goodbye',
  action: { kind: 'hangup' },
  steps: [],
  passedOver: [],
};

const item = (fields: object = {}, decision: Decision = GOODBYE) =>
  outcomeItem({ ...EVENT, ...fields }, EVENT, decision, KEEPING);

describe('the item of a handled callback', () => {
  it('has keys, outcome, step and times, and nothing that is absent', () => {
    expect(item()).toEqual({
      ...EVENT,
      eventKey: '2026-04-30T13:20:39.810Z#referComplete',
      outcomeDay: expect.stringMatching(/^busy#2026-04-30#\d\d$/),
      outcome: 'busy',
      attempt: 1,
      step: 'goodbye',
      policy: '0123abcd',
      receivedAt: NOW,
      expiresAt: NOW_SECONDS + 90 * 86_400,
    });
  });

  it('has the state of the hand-off and the next destination', () => {
    const ended = {
      route: 'support',
      destination: { targets: ['+15551112222', 'sip:a@b.c'] },
      attempt: 3,
      retries: 2,
    } as const;
    const handOff = {
      route: 'support',
      destination: { targets: ['sip:next@b.c'] },
      attempt: 4,
      retries: 0,
    } as const;
    const action = { kind: 'hand-off', verb: 'refer', handOff, transfer: {} } as const;
    expect(item({}, { ...GOODBYE, ended, step: 'next', action })).toMatchObject({
      route: 'support',
      destination: '+15551112222,sip:a@b.c',
      attempt: 3,
      retries: 2,
      step: 'next',
      nextDestination: 'sip:next@b.c',
    });
  });

  it.each([
    [1, 0, NOW_SECONDS + 86_400],
    [1, 999, NOW_SECONDS + 86_400],
    [90, 0, NOW_SECONDS + 90 * 86_400],
    [36_500, 0, NOW_SECONDS + 36_500 * 86_400],
    [0, 0, undefined],
  ])(
    '%i days to live, %i ms after a second: expires in whole seconds since 1970',
    (ttlDays, late, expiresAt) => {
      const keeping = { ...KEEPING, receivedAtEpochMilliseconds: Date.parse(NOW) + late, ttlDays };
      expect(outcomeItem(EVENT, EVENT, GOODBYE, keeping).expiresAt).toBe(expiresAt);
    },
  );

  it('what was validated counts before what came', () => {
    const came = { callId: 'c-1', eventTime: '2026-04-30T15:20:39.81+02:00', from: ' 15551112222' };
    const validated = { ...EVENT, from: '+15551112222' };
    expect(outcomeItem(came, validated, GOODBYE, KEEPING)).toMatchObject(validated);
  });

  it.each([
    [0, {}, ''],
    [1, {}, ''],
    [2, {}, '#2'],
    [50, {}, '#50'],
    [2, { legCallId: 'c-leg' }, '#c-leg'],
  ])('of attempt %i and %j: its key ends in "%s"', (attempt, leg, end) => {
    const ended = { attempt, retries: 0 };
    const { eventKey } = outcomeItem(EVENT, { ...EVENT, ...leg }, { ...GOODBYE, ended }, KEEPING);
    expect(eventKey).toBe(`2026-04-30T13:20:39.810Z#referComplete${end}`);
  });

  it('keeps what came with a code', () => {
    const came = { ...EVENT, notifySipResponseCode: '486 Queue full', referSipResponseCode: ' 202 ' };
    const event = { ...EVENT, notifySipResponseCode: 486, referSipResponseCode: 202 };
    const kept = outcomeItem(came, event, GOODBYE, KEEPING);
    expect(kept).toMatchObject({ ...event, 'event.notifySipResponseCode': '486 Queue full' });
    expect(kept).not.toHaveProperty(['event.referSipResponseCode']);
  });

  it('does not change what it is given', () => {
    const fields = Object.freeze({ ...EVENT, outcome: 'x', nested: Object.freeze({ a: 1 }) });
    expect(() => outcomeItem(fields, Object.freeze({ ...EVENT }), GOODBYE, KEEPING)).not.toThrow();
  });
});

describe('the keys of the indexes', () => {
  it.each([['Anonymous'], ['é'.repeat(2000)], ['x'.repeat(50_000)], [5], [['x']], [true]])(
    'from, %j, which is no caller: kept as it is, and no key',
    (from) => {
      for (const kept of [item({ from }), rejectedItem({ callId: 'c-1', from }, REJECTION, KEEPING)]) {
        expect(kept.from).toEqual(from);
        expect(kept).not.toHaveProperty('caller');
      }
    },
  );

  it('caller: of what is handled and what is not; a field of that name is kept beside it', () => {
    const fields = { from: 'tel:+1 555 111-2222', caller: 'x' };
    for (const kept of [
      outcomeItem({ ...EVENT, ...fields }, { ...EVENT, from: fields.from }, GOODBYE, KEEPING),
      rejectedItem({ callId: 'c-1', ...fields }, REJECTION, KEEPING),
    ])
      expect(kept).toMatchObject({ caller: '+15551112222', 'event.caller': 'x' });
  });

  it.each<[string, Outcome, boolean]>([
    ['transferDisconnect', 'completed', false],
    ['transferDisconnect', 'cancelled', false],
    ['transferDisconnect', 'abandoned', true],
    ['disconnect', 'completed', false],
    ['disconnect', 'abandoned', true],
    ['disconnect', 'misconfigured', true],
    ['initiate', 'begun', true],
    ['answer', 'begun', true],
    ['transferComplete', 'completed', true],
    ['referComplete', 'connected', true],
  ])('%s %s: in the indexes, as far as a query asks for it: %s', (eventType, outcome, isIndexed) => {
    const event = { ...EVENT, eventType, from: '+15551112222' };
    const kept = outcomeItem(event, event, { ...GOODBYE, outcome }, KEEPING);
    expect([kept.outcomeDay !== undefined, kept.caller !== undefined]).toEqual([isIndexed, isIndexed]);
    expect(kept).toMatchObject({ outcome, from: event.from });
  });

  it.each<[string, Outcome]>([
    ['recordComplete', 'recorded'],
    ['recordingAvailable', 'voicemail'],
    ['recordingAvailable', 'no-message'],
  ])('%s: found by its outcome, and by its caller with the call alone', (eventType, outcome) => {
    const event = { ...EVENT, eventType, from: '+15551112222' };
    const kept = outcomeItem(event, event, { ...GOODBYE, outcome }, KEEPING);
    expect(kept.outcomeDay).toBe(outcomeDay(outcome, EVENT.eventTime, 'c-1'));
    expect(kept).not.toHaveProperty('caller');
  });

  it('a leg by which a call was recovered: found by its outcome alone', () => {
    const event = { ...EVENT, eventType: 'transferDisconnect', legCallId: 'c-leg', from: '+15551112222' };
    const ended = { attempt: 2, retries: 0 };
    const kept = outcomeItem(event, event, { ...GOODBYE, outcome: 'completed', ended }, KEEPING);
    expect(kept.outcomeDay).toBe(outcomeDay('completed', EVENT.eventTime, 'c-1'));
    expect(kept).not.toHaveProperty('caller');
  });

  it.each([[''], [null], [undefined]])('from, %j: absent', (from) => {
    expect(item({ from })).not.toHaveProperty('from');
    expect(item({ from })).not.toHaveProperty(['event.from']);
  });
});

const REJECTION = { reasons: ['because'] };

describe('the item of a callback that was not handled', () => {
  it('is with its call, under its own time', () => {
    expect(rejectedItem({ ...EVENT, eventType: 'answer', outcome: 'connected' }, REJECTION, KEEPING)).toEqual(
      {
        ...EVENT,
        eventType: 'answer',
        eventKey: '2026-04-30T13:20:39.810Z#answer#rejected#d1',
        outcomeDay: outcomeDay('rejected', EVENT.eventTime, 'c-1'),
        outcome: 'rejected',
        'event.outcome': 'connected',
        reasons: ['because'],
        policy: '0123abcd',
        receivedAt: NOW,
        expiresAt: NOW_SECONDS + 90 * 86_400,
      },
    );
  });

  it('without a callId is under the day, told apart by what was sent', () => {
    const rejected = rejectedItem({}, { ...REJECTION, body: 'no JSON' }, { ...KEEPING, ttlDays: 0 });
    expect(rejected).toEqual({
      callId: 'rejected#2026-11-21',
      eventKey: 'd1#unknown#rejected',
      eventTime: NOW,
      undated: true,
      outcomeDay: expect.stringMatching(/^rejected#2026-11-21#\d\d$/),
      outcome: 'rejected',
      policy: '0123abcd',
      reasons: ['because'],
      body: 'no JSON',
      receivedAt: NOW,
    });
  });

  it('keeps the sort key short whatever the event type is', () => {
    const { eventKey } = rejectedItem({ callId: 'c', eventType: '漢'.repeat(5000) }, REJECTION, KEEPING);
    expect(Buffer.byteLength(eventKey)).toBeLessThanOrEqual(1024);
  });

  it.each([[{ toString: 1, valueOf: 1 }], [{ a: 1 }], [['x']], [7], [false], [null]] as [unknown][])(
    'an event type of %j, which is no text, is no reason to fail',
    (eventType) => {
      const rejected = rejectedItem({ callId: 'c', eventType }, REJECTION, KEEPING);
      expect(rejected.eventKey).toBe('d1#unknown#rejected');
    },
  );
});

describe('the shards of a day', () => {
  it.each([
    ['random UUIDs', (_index: number) => `c-${randomUUID()}`],
    ['numbers in a row', (index: number) => `c-95ac8d6e-1a31c52e-b38f-4198-93c1-${index}`],
  ])('take %s in about equal parts', (_name, callIdOf) => {
    const counts = new Map<string, number>();
    for (let index = 0; index < 16_000; index++) {
      const day = outcomeDay('busy', EVENT.eventTime, callIdOf(index));
      counts.set(day, (counts.get(day) ?? 0) + 1);
    }
    expect(counts.size).toBe(OUTCOME_SHARDS);
    // 1,000 in each are expected, with a standard deviation of 31.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(200);
  });

  it('a call is always in the same shard', () => {
    expect(outcomeDay('busy', EVENT.eventTime, 'c-1')).toBe(outcomeDay('busy', EVENT.eventTime, 'c-1'));
  });
});
