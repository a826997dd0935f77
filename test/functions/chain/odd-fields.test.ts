import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, NOW, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

let calls = 0;

/** The only item of a new call after an event, and the answer. */
async function decided(name: CallbackName, event: object, query = '') {
  const callId = `c-odd-${calls++}`;
  const { body = '' } = await send(deploymentWith(table.store), { name, body: { ...event, callId }, query });
  const items = await table.itemsOf(callId);
  expect(items).toHaveLength(1);
  return { item: items[0] ?? {}, answer: body };
}

const ODD: [string, unknown][] = [
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
  ['a list', [['busy']]],
  ['an object', { toString: 'hostile', valueOf: 1 }],
];

describe('without a cause that can be read', () => {
  it.each(ODD)('%s: failed, and the call goes on', async (_name, cause) => {
    const { item, answer } = await decided('transfer-complete', documented('transfer-busy', { cause }));
    expect(item).toMatchObject({ outcome: 'failed', step: 'retry' });
    expect(answer).toContain('<Transfer');
    for (const [name, eventType] of [
      ['transfer-disconnect', 'transferDisconnect'],
      ['disconnect', 'disconnect'],
    ] as const)
      expect((await decided(name, { eventType, eventTime: NOW, cause })).item).toMatchObject({
        outcome: 'failed',
      });
  });

  it('an odd cause is kept as it came', async () => {
    const event = documented('transfer-busy', { cause: { a: 1 } });
    expect((await decided('transfer-complete', event)).item.cause).toEqual({ a: 1 });
  });
});

describe.each(ODD)('without a status: %s', (_name, referCallStatus) => {
  it.each([
    ['REFER 405', { referSipResponseCode: 405 }, 'refused'],
    ['REFER 404', { referSipResponseCode: 404 }, 'unreachable'],
    ['REFER 202, NOTIFY 486', { referSipResponseCode: 202, notifySipResponseCode: 486 }, 'busy'],
    ['NOTIFY 603 alone', { notifySipResponseCode: 603 }, 'declined'],
    ['REFER 202', { referSipResponseCode: 202 }, 'unconfirmed'],
    ['REFER 202, NOTIFY 200', { referSipResponseCode: 202, notifySipResponseCode: 200 }, 'unconfirmed'],
    ['NOTIFY 200 alone', { notifySipResponseCode: 200 }, 'unconfirmed'],
    ['no code', {}, 'failed'],
  ])('%s decides', async (_codes, codes, outcome) => {
    const { referSipResponseCode, notifySipResponseCode, ...event } = documented('refer-target-404');
    const { item, answer } = await decided('refer-complete', { ...event, ...codes, referCallStatus });
    expect(item.outcome).toBe(outcome);
    expect(item.step).not.toBe('goodbye');
    expect(answer).toMatch(/<Refer |<Transfer /);
  });
});

const UNDATED: [string, unknown][] = [
  ...ODD,
  ['epoch milliseconds', 1_777_555_239_810],
  ['epoch seconds as text', '1777555239'],
  ['without a zone', '2026-04-30T13:20:39.810'],
  ['a bare date', '2026-04-30'],
  ['no date', 'yesterday'],
  ['a date that is none', '2026-99-30T13:20:39.810Z'],
];

describe.each([
  ['refer-complete', 'refer-target-404', 'unreachable'],
  ['transfer-complete', 'transfer-busy', 'busy'],
] as const)('%s without a time that can be read', (name, fixture, outcome) => {
  it.each(UNDATED)('%s: decided as ever, and marked', async (how, eventTime) => {
    const event = documented(fixture, { eventTime });
    const { item, answer } = await decided(name, event, 'attempt=2');
    expect(answer).toBe((await decided(name, documented(fixture), 'attempt=2')).answer);
    expect(item).toMatchObject({ outcome, undated: true, eventTime: NOW, receivedAt: NOW });
    expect(item.eventKey).toMatch(new RegExp(`^[0-9a-f]{32}#${event.eventType}#2$`));
    expect(item.outcomeDay).toMatch(new RegExp(`^${outcome}#2026-11-21#`));
    if (['absent', 'null', 'empty'].includes(how)) expect(item).not.toHaveProperty(['event.eventTime']);
    else expect(item['event.eventTime']).toEqual(eventTime);
  });

  it('again, a day later: the same bytes and no second item; another body is another item', async () => {
    const callId = `c-undated-${fixture}`;
    const later = deploymentWith(table.store, { nowEpochMilliseconds: () => Date.parse(NOW) + 86_400_000 });
    const sent = { name, body: documented(fixture, { callId, eventTime: 1 }) };
    const first = await send(deploymentWith(table.store), sent);
    expect(await send(later, sent)).toEqual(first);
    expect(await table.itemsOf(callId)).toHaveLength(1);
    await send(later, { ...sent, body: { ...sent.body, tag: 'another' } });
    expect(await table.itemsOf(callId)).toHaveLength(2);
  });

  it('a comma and hours alone are read', async () => {
    const { item } = await decided(name, documented(fixture, { eventTime: '2026-04-30T13:20:39,5+01' }));
    expect(item).toMatchObject({ eventTime: '2026-04-30T12:20:39.500Z' });
    expect(item).not.toHaveProperty('undated');
  });
});

it.each([0, '0', '5', '2026-04-30', '2026-04-30T13:13:34.859', 1_777_554_814_859])(
  'a start of %j is no age: the call is not too old for another hand-off',
  async (startTime) => {
    const { item } = await decided('refer-complete', documented('refer-target-404', { startTime }));
    expect(item).toMatchObject({ step: 'next' });
  },
);

const EVENTS: [CallbackName, string][] = [
  ['initiate', 'initiate'],
  ['answer', 'answer'],
  ['refer-complete', 'referComplete'],
  ['transfer-complete', 'transferComplete'],
  ['transfer-disconnect', 'transferDisconnect'],
  ['disconnect', 'disconnect'],
];

it.each(EVENTS)(
  '%s: whatever all other fields are, the event is decided and stored',
  async (name, eventType) => {
    const fields = Object.keys({ ...documented('refer-target-404'), ...documented('transfer-busy') });
    const names = [...fields, 'parentCallId', 'endTime', 'enqueuedTime', 'sipResponseCode'];
    const odd = fc.oneof(fc.constantFrom<unknown>(null, '', ' ', 0, -1, true, [], {}, 'x'), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), odd), async (event) => {
        const items: Record<string, unknown>[] = [];
        const put = async (item: Record<string, unknown>) => {
          items.push(item);
          return 'stored' as const;
        };
        await send(deploymentWith({ put }), { name, body: { ...event, eventType, callId: 'c-1' } });
        expect(items).toHaveLength(1);
        expect(items[0]?.outcome).not.toBe('rejected');
      }),
      { numRuns: 200 },
    );
  },
);
