import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { callAgeSeconds } from '../../../functions/chain/fields.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { ReferCompleteSchema } from '../../../functions/refer-complete/callback.ts';
import { TransferCompleteSchema } from '../../../functions/transfer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { handledCallbacks } from '../../support/handled-callbacks.ts';
import { deploymentWith, documented, NOW, send } from '../../support/requests.ts';

const { table, handled } = handledCallbacks();
captureLog();

/** The item of a documented event with changes, and the answer. */
function sent(fixture: string, changes: object, query = '') {
  const name = fixture.startsWith('refer') ? 'refer-complete' : 'transfer-complete';
  return handled({ name, body: documented(fixture, changes), query });
}

const stored = async (...of: Parameters<typeof sent>) => (await sent(...of)).item;

const ODD: [string, unknown][] = [
  ['absent', undefined],
  ['null', null],
  ['empty', ''],
  ['a list', [['busy']]],
  ['an object', { toString: 'hostile', valueOf: 1 }],
];

describe('an optional field', () => {
  const CODES = ['referSipResponseCode', 'notifySipResponseCode'];
  const OPTIONAL: [string, string, string[]][] = [
    ['refer-target-404', 'unconfirmed', CODES.slice(1)],
    ['refer-target-404', 'failed', CODES],
    ['transfer-busy', 'busy', ['transferTo', 'transferCallerId', 'privacy', 'transferCallerDisplayName']],
    ['transfer-busy', 'busy', ['errorMessage', 'errorId', 'enqueuedTime']],
    ...(['refer-success', 'transfer-busy'] as const).map((fixture): [string, string, string[]] => [
      fixture,
      fixture === 'refer-success' ? 'connected' : 'busy',
      'accountId applicationId from to direction callUrl startTime answerTime tag'.split(' '),
    ]),
  ];

  it.each(OPTIONAL)('%s, %s: null, empty and absent are the same: %j', async (fixture, outcome, fields) => {
    const items: object[] = [];
    for (const absent of [null, '', undefined]) {
      const changes = Object.fromEntries(fields.map((field) => [field, absent]));
      const { callId, outcomeDay, ...item } = await stored(fixture, changes);
      for (const field of fields) expect(item).not.toHaveProperty(field);
      items.push(item);
    }
    expect(items[0]).toMatchObject({ outcome });
    expect(items).toEqual(items.map(() => items[0]));
  });

  it.each(OPTIONAL)(
    '%s, %s: an object or a list reads as absent, and is kept: %j',
    async (fixture, _, fields) => {
      const changed = (to?: object) => sent(fixture, Object.fromEntries(fields.map((field) => [field, to])));
      for (const odd of [{ a: 1 }, ['x'], []]) {
        const { answer, item } = await changed(odd);
        expect(answer).toBe((await changed()).answer);
        for (const field of fields) expect(item[field]).toEqual(odd);
      }
    },
  );

  it.each([null, '', undefined, { a: 1 }, []])('that is %j reads as absent, whichever it is', (value) => {
    for (const [schema, fixture] of [
      [ReferCompleteSchema, 'refer-target-404'],
      [TransferCompleteSchema, 'transfer-busy'],
    ] as const) {
      const { eventType, callId, ...others } = schema.entries;
      const optional = Object.keys(others).filter((field) => !['referCallStatus', 'cause'].includes(field));
      expect(optional.length).toBeGreaterThan(11);
      for (const field of optional)
        expect(v.parse(schema, documented(fixture, { [field]: value }))).toHaveProperty(field, undefined);
    }
  });

  it('every documented field of both events is known', () => {
    const known = { ...TransferCompleteSchema.entries, ...ReferCompleteSchema.entries };
    for (const fixture of ['refer-success', 'transfer-busy', 'transfer-hangup-enqueued'])
      expect(Object.keys(known)).toEqual(expect.arrayContaining(Object.keys(documented(fixture))));
  });
});

describe('what a field is stored as', () => {
  const SIP = { to: 'sip:a@b.example.com', transferTo: 'sip:c@d.example.com;transport=tls' };
  const hostile = { sipCallId: 'x', queueTime: 1.5, callerDisplayName: '<Hangup/>' };

  it.each<[string, object, object]>([
    ...['Restricted', 'sip:x@y.example.com', '+15551112222', '漢字', 'a\ufeffb'].map(
      (from): [string, object, object] => [`from ${from}`, { from }, { from, outcome: 'busy' }],
    ),
    ['a SIP URI', SIP, { ...SIP, destination: SIP.transferTo }],
    ['a number for a text', { from: 15551112222 }, { from: '15551112222', caller: '+15551112222' }],
    ['a flag for a text', { tag: true }, { tag: 'true' }],
    ['a flag', { privacy: true }, { privacy: true }],
    ['no flag', { privacy: false }, { privacy: false }],
    ['a flag as text', { privacy: 'true' }, { privacy: true }],
    ['no flag as text', { privacy: 'false' }, { privacy: false }],
    ['a word for a flag', { privacy: 'maybe' }, { privacy: 'maybe' }],
    ['a number for a flag', { privacy: 1 }, { privacy: 1 }],
    ['unknown fields', hostile, hostile],
    [
      'an unknown field of fields',
      { sipHeaders: { 'x-a': 'b', '': 'no name', list: [1, null, { deep: [true] }] } },
      { sipHeaders: { 'x-a': 'b', 'event.': 'no name', list: [1, null, { deep: [true] }] } },
    ],
  ])('%s', async (_what, changes, expected) => {
    expect(await stored('transfer-busy', changes)).toMatchObject(expected);
  });

  it.each('outcome eventKey outcomeDay attempt step expiresAt receivedAt reasons body'.split(' '))(
    'a field of our name %s is kept apart from ours',
    async (name) => {
      const plain = await stored('refer-success', {});
      const item = await stored('refer-success', { [name]: 'hostile' });
      expect(item[`event.${name}`]).toBe('hostile');
      if (name !== 'outcomeDay') expect(item[name]).toEqual(plain[name]);
      else expect(item[name]).toMatch(/^connected#/);
    },
  );

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a.b', '#', ':x', '漢', '\u0000'])(
    'a field of the hostile name %j is kept, and changes nothing else',
    async (name) => {
      const callId = `c-hostile-${JSON.stringify(name)}`;
      const event = JSON.stringify(documented('refer-target-404', { callId }));
      const body = event.replace(/\}$/, `,${JSON.stringify(name)}:{"outcome":"connected","callId":"x"}}`);
      await send(deploymentWith(table.store), { body });
      const kept = name === '' || name === '__proto__' ? `event.${name}` : name;
      const [item = {}] = await table.itemsOf(callId);
      expect(item.outcome).toBe('unreachable');
      const { value } = Object.getOwnPropertyDescriptor(item, kept) ?? {};
      expect(value).toEqual({ outcome: 'connected', callId: 'x' });
      expect(({} as Record<string, unknown>).outcome).toBeUndefined();
    },
  );

  it('the destination of our URL counts, not transferTo', async () => {
    const item = await stored('transfer-busy', {}, 'destination=%2B15550001111');
    expect(item).toMatchObject({ destination: '+15550001111', transferTo: '+15556667777' });
  });
});

describe('a SIP response code', () => {
  it.each([
    404,
    '404',
    ' 404\n',
    '404.0',
    '404 Not Found',
    '404: Not Found',
    '\t404 Not Found\r\n',
    'SIP/2.0 404 Not Found',
    'SIP/2.0 404',
    'sip/2.0  404 Not Found',
  ])('that came as %j is stored as 404', async (notifySipResponseCode) => {
    expect(await stored('refer-target-404', { notifySipResponseCode })).toMatchObject({
      outcome: 'unreachable',
      notifySipResponseCode: 404,
    });
  });

  it.each([
    ...['SIP 404', '404.5', '12345678901234567890', '404abc', '404-5555', '4045 Not Found', '-404'],
    ...['999 Unknown', '42 Not Found', 'Not Found 404', 'Busy Here', { code: 404 }, true, 404.5, -404],
  ])('is not %j, which is stored as it came', async (notifySipResponseCode) => {
    expect(await stored('refer-target-404', { notifySipResponseCode })).toMatchObject({
      outcome: 'unconfirmed',
      notifySipResponseCode,
    });
  });

  it('0404 is stored as it came, and read', async () => {
    const code = { notifySipResponseCode: '0404' };
    expect(await stored('refer-target-404', code)).toMatchObject({ outcome: 'unreachable', ...code });
  });

  it('above 2^53 is kept as its digits', async () => {
    const notifySipResponseCode = '486000000000000000000';
    const item = await stored('refer-target-404', { notifySipResponseCode: 4.86e20 });
    expect(item).toMatchObject({ outcome: 'unconfirmed', notifySipResponseCode });
  });
});

describe('without a cause that can be read', () => {
  it.each(ODD)('%s: failed, and the call goes on', async (_what, cause) => {
    const { item, answer } = await sent('transfer-busy', { cause });
    expect(item).toMatchObject({ outcome: 'failed', step: 'retry' });
    expect(item.cause).toEqual(cause || undefined);
    expect(answer).toContain('<Transfer');
    for (const [name, eventType] of [
      ['transfer-disconnect', 'transferDisconnect'],
      ['disconnect', 'disconnect'],
    ] as const) {
      const body = { eventType, eventTime: NOW, cause };
      expect((await handled({ name, body })).item).toMatchObject({ outcome: 'failed' });
    }
  });
});

describe.each(ODD)('without a status: %s', (_what, referCallStatus) => {
  it.each<[string, number | undefined, number | undefined]>([
    ['refused', 405, undefined],
    ['unreachable', 404, undefined],
    ['busy', 202, 486],
    ['declined', undefined, 603],
    ['unconfirmed', 202, undefined],
    ['unconfirmed', 202, 200],
    ['unconfirmed', undefined, 200],
    ['failed', undefined, undefined],
  ])('%s by REFER %s, NOTIFY %s', async (outcome, referSipResponseCode, notifySipResponseCode) => {
    const changes = { referSipResponseCode, notifySipResponseCode, referCallStatus };
    const { item, answer } = await sent('refer-target-404', changes);
    expect(item.outcome).toBe(outcome);
    expect(item.step).not.toBe('goodbye');
    expect(answer).toMatch(/<Refer |<Transfer /);
  });
});

describe.each([
  ['refer-complete', 'refer-target-404', 'unreachable'],
  ['transfer-complete', 'transfer-busy', 'busy'],
] as const)('%s without a time that can be read', (name, fixture, outcome) => {
  it.each<[string, unknown]>([
    ...ODD,
    ['epoch milliseconds', 1_777_555_239_810],
    ['epoch seconds as text', '1777555239'],
    ['without a zone', '2026-04-30T13:20:39.810'],
    ['a bare date', '2026-04-30'],
    ['no date', 'yesterday'],
    ['a date that is none', '2026-99-30T13:20:39.810Z'],
  ])('%s: decided as ever, and marked', async (_how, eventTime) => {
    const { item, answer } = await sent(fixture, { eventTime }, 'attempt=2');
    expect(answer).toBe((await sent(fixture, {}, 'attempt=2')).answer);
    expect(item).toMatchObject({ outcome, undated: true, eventTime: NOW, receivedAt: NOW });
    expect(item.eventKey).toMatch(/^[0-9a-f]{32}#[a-zA-Z]+Complete#2$/);
    expect(item.outcomeDay).toMatch(new RegExp(`^${outcome}#2026-11-21#`));
    expect(item['event.eventTime']).toEqual(eventTime || undefined);
  });

  it('again, a day later: the same bytes and no second item; another body is another item', async () => {
    const callId = `c-undated-${fixture}`;
    const later = deploymentWith(table.store, { nowEpochMilliseconds: () => Date.parse(NOW) + 86_400_000 });
    const undated = { name, body: documented(fixture, { callId, eventTime: 1 }) };
    const first = await send(deploymentWith(table.store), undated);
    expect(await send(later, undated)).toEqual(first);
    expect(await table.itemsOf(callId)).toHaveLength(1);
    await send(later, { ...undated, body: { ...undated.body, tag: 'another' } });
    expect(await table.itemsOf(callId)).toHaveLength(2);
  });

  it('a comma and hours alone are read', async () => {
    const item = await stored(fixture, { eventTime: '2026-04-30T13:20:39,5+01' });
    expect(item).toMatchObject({ eventTime: '2026-04-30T12:20:39.500Z' });
    expect(item).not.toHaveProperty('undated');
  });
});

describe('the age of a call', () => {
  const eventTime = '2026-04-30T13:20:39.810Z';

  it.each([
    ['2026-04-30T13:20:39.310Z', 0.5],
    ['2026-04-30T12:20:39.810Z', 3600],
    ['2026-04-30T13:20:40.810Z', -1],
    ['2026-04-30T13:20:39,310Z', 0.5],
    ['2026-04-30T13:20:39.310+00', 0.5],
    ['not a time', undefined],
    ['', undefined],
    ['0', undefined],
    ['5', undefined],
    ['1777555239810', undefined],
    ['2026-04-30', undefined],
    ['2026-04-30T12:20:39.810', undefined],
    ['Thu, 30 Apr 2026 13:20:39 GMT', undefined],
    [undefined, undefined],
  ])('since %j is %j seconds', (startTime, seconds) => {
    expect(callAgeSeconds({ eventTime, startTime })).toBe(seconds);
  });

  it('is not known of an event without a time', () => {
    expect(callAgeSeconds({ startTime: eventTime })).toBeUndefined();
  });

  it('since a number is not known: the call is not too old for another hand-off', async () => {
    for (const startTime of [0, 1_777_554_814_859])
      expect(await stored('refer-target-404', { startTime })).toMatchObject({ step: 'next' });
  });
});

it.each<[CallbackName, string]>([
  ['initiate', 'initiate'],
  ['answer', 'answer'],
  ['refer-complete', 'referComplete'],
  ['transfer-complete', 'transferComplete'],
  ['transfer-disconnect', 'transferDisconnect'],
  ['record-complete', 'recordComplete'],
  ['recording-available', 'recordingAvailable'],
  ['disconnect', 'disconnect'],
])('%s: whatever all other fields are, the event is decided and stored', async (name, eventType) => {
  const fields = Object.keys({ ...documented('refer-target-404'), ...documented('transfer-busy') });
  const ofRecordings = Object.keys(documented('recording-available'));
  const names = [...fields, ...ofRecordings, 'parentCallId', 'enqueuedTime', 'sipResponseCode'];
  const odd = fc.oneof(fc.constantFrom<unknown>(null, '', ' ', 0, -1, true, [], {}, 'x'), fc.jsonValue());
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), odd), async (event) => {
      const outcomes: unknown[] = [];
      const put = async (item: OutcomeItem) => {
        outcomes.push(item.outcome);
        return 'stored' as const;
      };
      await send(deploymentWith({ put }), { name, body: { ...event, eventType, callId: 'c-1' } });
      expect(outcomes).toEqual([expect.not.stringMatching(/^rejected$/)]);
    }),
    { numRuns: 200 },
  );
});
