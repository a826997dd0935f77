import { describe, expect, it } from 'vitest';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, send } from '../../support/requests.ts';

const table = outcomesTable();
captureLog();

let calls = 0;

/** The one item of a call of its own, after a documented event with changes. */
async function stored(fixture: string, changes: object, query = ''): Promise<Record<string, unknown>> {
  const callId = `c-tolerance-${calls++}`;
  const name = fixture.startsWith('refer') ? 'refer-complete' : 'transfer-complete';
  const body = documented(fixture, { callId, ...changes });
  const { statusCode } = await send(deploymentWith(table.store), { name, body, query });
  expect(statusCode).toBe(200);
  const items = await table.itemsOf(callId);
  expect(items).toHaveLength(1);
  return items[0] ?? {};
}

describe('codes', () => {
  it.each([
    ['numbers', 202, 486],
    ['texts', '202', '486'],
    ['texts with blanks', ' 202 ', '486\n'],
  ])('as %s are read, and stored as numbers', async (_name, refer, notify) => {
    const item = await stored('refer-target-404', {
      referSipResponseCode: refer,
      notifySipResponseCode: notify,
    });
    expect(item).toMatchObject({ outcome: 'busy', referSipResponseCode: 202, notifySipResponseCode: 486 });
  });

  it.each([
    ['a word', 'Busy Here'],
    ['a list', [486]],
    ['an object', { code: 486 }],
    ['a flag', true],
    ['a fraction', 486.5],
    ['negative', -486],
  ])('%s: kept as it came, and read as absent', async (_name, notifySipResponseCode) => {
    const item = await stored('refer-target-404', { notifySipResponseCode });
    expect(item).toMatchObject({ outcome: 'unconfirmed', notifySipResponseCode });
  });
});

it('a code above 2^53 is kept as its digits, and read as absent', async () => {
  const item = await stored('refer-target-404', { notifySipResponseCode: 4.86e20 });
  expect(item).toMatchObject({ outcome: 'unconfirmed', notifySipResponseCode: '486000000000000000000' });
});

describe('null, an empty text and nothing are the same', () => {
  it.each([
    ['refer-target-404', 'notifySipResponseCode', 'unconfirmed'],
    ['refer-target-404', 'referSipResponseCode', 'unreachable'],
    ...[
      'answerTime',
      'startTime',
      'callUrl',
      'tag',
      'from',
      'to',
      'direction',
      'accountId',
      'applicationId',
    ].flatMap((field) => [
      ['refer-success', field, 'connected'] as const,
      ['transfer-busy', field, 'busy'] as const,
    ]),
    ['transfer-busy', 'transferTo', 'busy'],
    ['transfer-busy', 'transferCallerId', 'busy'],
    ['transfer-busy', 'errorMessage', 'busy'],
    ['transfer-busy', 'errorId', 'busy'],
    ['transfer-busy', 'enqueuedTime', 'busy'],
  ] as const)('%s, %s', async (fixture, field, outcome) => {
    const items = [];
    for (const absent of [null, '', undefined]) {
      const { callId, outcomeDay, ...item } = await stored(fixture, { [field]: absent });
      expect(item).not.toHaveProperty(field);
      items.push(item);
    }
    expect(items[0]).toMatchObject({ outcome });
    expect(items[1]).toEqual(items[0]);
    expect(items[2]).toEqual(items[0]);
  });
});

describe('parties', () => {
  it.each([
    'Restricted',
    'Anonymous',
    'Private',
    'Unavailable',
    'sip:x@y.example.com',
    '+15551112222',
    '漢字',
  ])('from %s is stored and indexed under its name', async (from) => {
    expect(await stored('transfer-busy', { from })).toMatchObject({ from, outcome: 'busy' });
  });

  it('a byte order mark inside a text is part of it', async () => {
    expect(await stored('transfer-busy', { from: 'a\ufeffb' })).toMatchObject({ from: 'a\ufeffb' });
  });

  it('a SIP URI in to and transferTo', async () => {
    const sip = { to: 'sip:a@b.example.com', transferTo: 'sip:c@d.example.com;transport=tls' };
    expect(await stored('transfer-busy', sip)).toMatchObject({ ...sip, destination: sip.transferTo });
  });

  it('the destination of our URL counts, not transferTo', async () => {
    const item = await stored('transfer-busy', {}, 'destination=%2B15550001111');
    expect(item).toMatchObject({ destination: '+15550001111', transferTo: '+15556667777' });
  });

  it('a number that came as JSON number is indexed as a text', async () => {
    const item = await stored('transfer-busy', { from: 15551112222 });
    expect(item).toMatchObject({ from: '15551112222', 'event.from': 15551112222 });
  });
});

describe('flags', () => {
  it.each([
    [true, true],
    [false, false],
    ['true', true],
    ['false', false],
    ['maybe', 'maybe'],
    [1, 1],
  ])('privacy %j is stored as %j', async (privacy, expected) => {
    expect(await stored('transfer-busy', { privacy })).toMatchObject({ privacy: expected });
  });
});

describe('unknown fields', () => {
  it('are kept, nested ones too', async () => {
    const extra = {
      sipCallId: 'x',
      sipHeaders: { 'x-a': 'b', '': 'no name', list: [1, null, { deep: [true] }] },
      queueTime: 1.5,
      callerDisplayName: '<Hangup/>',
    };
    const { '': noName, ...sipHeaders } = extra.sipHeaders;
    expect(await stored('refer-success', extra)).toMatchObject({
      ...extra,
      sipHeaders: { ...sipHeaders, 'event.': noName },
    });
  });

  it.each([
    'outcome',
    'eventKey',
    'outcomeDay',
    'attempt',
    'step',
    'expiresAt',
    'receivedAt',
    'reasons',
    'body',
  ])('of our name %s are kept apart from ours', async (name) => {
    const plain = await stored('refer-success', {});
    const item = await stored('refer-success', { [name]: 'hostile' });
    expect(item[`event.${name}`]).toBe('hostile');
    if (name !== 'outcomeDay') expect(item[name]).toEqual(plain[name]);
    else expect(item[name]).toMatch(/^connected#/);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 'a.b', '#', ':x', '漢', '\u0000'])(
    'of the hostile name %j are kept, and change nothing else',
    async (name) => {
      const callId = `c-hostile-${JSON.stringify(name)}`;
      const event = JSON.stringify(documented('refer-target-404', { callId }));
      const body = event.replace(/\}$/, `,${JSON.stringify(name)}:{"outcome":"connected","callId":"x"}}`);
      await send(deploymentWith(table.store), { body });
      const kept = name === '' || name === '__proto__' ? `event.${name}` : name;
      const [item = {}] = await table.itemsOf(callId);
      expect(item.outcome).toBe('unreachable');
      expect(Object.getOwnPropertyDescriptor(item, kept)?.value).toEqual({
        outcome: 'connected',
        callId: 'x',
      });
      expect(({} as Record<string, unknown>).outcome).toBeUndefined();
    },
  );

  it('optional fields of an odd type are kept as they came', async () => {
    const odd = { tag: { a: 1 }, direction: ['in'], accountId: { id: 5 }, to: [], startTime: { at: 0 } };
    expect(await stored('refer-success', odd)).toMatchObject({ outcome: 'connected', ...odd });
  });

  it('a from of an odd type is kept beside the index, as it cannot be its key', async () => {
    const item = await stored('refer-success', { from: { sip: 'x' } });
    expect(item).toMatchObject({ 'event.from': { sip: 'x' } });
    expect(item).not.toHaveProperty('from');
  });
});
