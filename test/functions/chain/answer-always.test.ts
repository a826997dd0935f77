import { describe, expect, it, vi } from 'vitest';
import { callbackHandler } from '../../../functions/chain/chain.ts';
import type { Callback } from '../../../functions/chain/contract.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { dynamoDbStore } from '../../../functions/outcomes/store.ts';
import { type ReferComplete, referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import {
  DOWN,
  deploymentWith,
  documented,
  SAFE,
  type SentRequest,
  send,
  sendTo,
  UP,
} from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

function selfCaused(): Error {
  const error = new Error('caused by itself');
  error.cause = error;
  return error;
}

/** Whatever JavaScript can throw. */
const THROWN: Record<string, () => unknown> = {
  'an Error': () => new Error('a bug'),
  'an Error with a cause': () => new Error('a bug', { cause: new TypeError('its cause') }),
  'an Error that causes itself': selfCaused,
  'an Error whose message is no text': () => Object.assign(new Error(), { message: 10n }),
  'an Error whose message throws': () =>
    Object.defineProperty(new Error(), 'message', {
      get: () => {
        throw new Error('in the getter');
      },
    }),
  'a text': () => 'a text',
  'a text of two lines': () => 'one\n{"level":"INFO"}',
  'a number': () => 42,
  null: () => null,
  undefined: () => undefined,
  'a symbol': () => Symbol('thrown'),
  'an object': () => ({ statusCode: 500 }),
  'an object without prototype': () => Object.create(null),
  'an HTTP error of middy': () => Object.assign(new Error('Unauthorized'), { statusCode: 401, expose: true }),
};

const throwing = (decide: () => unknown): Callback<ReferComplete> => ({
  ...referComplete,
  decide: decide as Callback<ReferComplete>['decide'],
});

it.each(Object.entries(THROWN))(
  'thrown while deciding, %s: the safe BXML, one error in the log, and the callback is kept',
  async (name, thrown) => {
    const callId = `c-thrown-${name}`;
    const decide = () => {
      throw thrown();
    };
    const sent = { body: documented('refer-target-404', { callId }) };
    expect(await sendTo(throwing(decide), deploymentWith(table.store), sent)).toEqual(SAFE);
    const message = 'callback got the safe answer';
    const line = { level: 'ERROR', message, requestId: 'request-refer-complete', callId };
    expect(log.lines()).toEqual([expect.objectContaining(line)]);
    const reasons = [expect.stringMatching(/^defect: /)];
    expect(await table.itemsOf(callId)).toEqual([
      expect.objectContaining({ outcome: 'rejected', notifySipResponseCode: 404, reasons }),
    ]);
  },
);

it.each<[string, () => unknown]>([
  ['undefined', () => undefined],
  ['an empty object', () => ({})],
  ['a promise that is rejected', () => Promise.reject(new Error('too late'))],
  ['an unknown action', () => ({ outcome: 'busy', ended: {}, action: { kind: 'fly' } })],
])('a decision that is none, %s: 200 and the safe BXML', async (name, decide) => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const body = documented('refer-target-404', { callId: `c-none-${name}` });
  expect(await sendTo(throwing(decide), deploymentWith(table.store), { body })).toEqual(SAFE);
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(log.lines()).toMatchObject([{ level: 'ERROR' }]);
});

describe.each([
  ['rejects with an Error', DOWN.put],
  ['rejects with undefined', () => Promise.reject()],
  [
    'throws at once',
    () => {
      throw new Error('no DynamoDB');
    },
  ],
])('a store that %s', (how, put) => {
  it('the answer is the decided one, and the whole item stands in one line', async () => {
    const callId = `c-${how}`;
    const body = documented('refer-target-404', { callId, extra: { deep: ['a\nb', null, 1.5] } });
    const answered = await send(deploymentWith({ put }), { body, query: 'attempt=2' });
    const [line, ...others] = log.lines();
    expect(line).toMatchObject({ level: 'ERROR', message: 'outcome not stored' });
    expect(others).toMatchObject([{ message: 'callback answered', recorded: 'logged' }]);
    expect(answered).toEqual(await send(deploymentWith(table.store), { body, query: 'attempt=2' }));
    expect(await table.itemsOf(callId)).toEqual([line?.item]);
  });

  it.each<[string, string | object, number, object]>([
    [
      'a rejected callback',
      { callId: 'c-r', eventType: 'answer' },
      200,
      { callId: 'c-r', eventType: 'answer' },
    ],
    ['a body that is no JSON', 'no JSON', 400, { body: 'no JSON' }],
  ])('%s is answered as ever, and is in the log', async (_what, body, statusCode, kept) => {
    expect(await send(deploymentWith({ put }), { body })).toMatchObject({ statusCode });
    const item = expect.objectContaining({ outcome: 'rejected', ...kept });
    expect(log.lines()).toContainEqual(expect.objectContaining({ message: 'outcome not stored', item }));
  });
});

it('a table that does not exist: the answer is the decided one', async () => {
  const sent = { name: 'transfer-complete', body: documented('transfer-busy') } as const;
  const answered = await send(deploymentWith(dynamoDbStore('no-such-table')), sent);
  expect(answered).toEqual(await send(deploymentWith(UP), sent));
  expect(log.lines()[0]).toMatchObject({ errors: [{ name: 'ResourceNotFoundException' }, {}] });
});

it('a clock that fails: 200 and the safe BXML, and a line says why nothing is kept', async () => {
  const broken = deploymentWith(table.store, { nowEpochMilliseconds: () => Number.NaN });
  expect(await send(broken, { body: documented('refer-success') })).toEqual(SAFE);
  expect(log.lines()).toMatchObject([
    { level: 'ERROR', message: 'callback got the safe answer' },
    { level: 'ERROR', message: 'callback not kept', error: { name: 'RangeError' } },
  ]);
});

describe('when little time is left', () => {
  it.each([
    [3999, 'less than recording may take: to the log at once, with the reason', []],
    [4000, 'as much as recording may take: to the table', [{ outcome: 'rejected' }]],
  ])('%i ms, %s', async (remaining, _where, items) => {
    const callId = `c-time-${remaining}`;
    const sent = { body: { callId, eventType: 'answer' } };
    expect(await sendTo(referComplete, deploymentWith(table.store), sent, remaining)).toEqual(SAFE);
    expect(await table.itemsOf(callId)).toMatchObject(items);
    const message = expect.stringContaining('a answer event came to the URL');
    const logged = {
      level: 'ERROR',
      message: 'outcome not stored',
      item: { callId, outcome: 'rejected' },
      errors: [{ name: 'CallbackError', message }],
    };
    expect(log.lines()).toMatchObject([
      { level: 'WARN', message: 'callback refused' },
      ...(items.length === 0 ? [logged] : []),
    ]);
  });

  it('a second before Lambda ends the function: the safe BXML, and the log has the item', async () => {
    const late = new Promise<'stored'>((resolve) => setTimeout(resolve, 300, 'stored'));
    const sent = { body: documented('refer-target-404', { callId: 'c-late' }) };
    expect(await sendTo(referComplete, deploymentWith({ put: () => late }), sent, 1000)).toEqual(SAFE);
    expect(log.lines()).toMatchObject([
      { level: 'ERROR', message: 'callback got the safe answer', error: { name: 'TimeoutError' } },
      {
        level: 'ERROR',
        message: 'outcome not stored',
        item: { callId: 'c-late', notifySipResponseCode: 404 },
      },
    ]);
    await late;
  });
});

describe('a rejected callback that comes again, an hour later, and another of its kind', () => {
  const event = (changes: object) => JSON.stringify(documented('refer-success', changes));

  it.each<[string, (tag: string) => SentRequest]>([
    ['with its time', (tag) => ({ body: event({ callId: 'c-1', eventType: 'answer', tag }) })],
    [
      'without a time',
      (tag) => ({ body: event({ callId: 'c-2', eventType: 'answer', eventTime: null, tag }) }),
    ],
    ['without time and type', (tag) => ({ body: { callId: 'c-3', tag } })],
    ['by GET', (tag) => ({ method: 'GET', query: `callId=c-4&eventType=answer&tag=${tag}` })],
    ['by GET, with a body', (tag) => ({ method: 'GET', query: `callId=c-5&tag=${tag}`, body: '{}' })],
    ['without a callId', (tag) => ({ body: event({ callId: '', tag }) })],
    ['no JSON', (tag) => ({ body: `no JSON, ${tag}` })],
    ['no JSON, in base64', (tag) => ({ body: btoa(tag), isBase64Encoded: true })],
    ['no body', (tag) => ({ query: `tag=${tag}` })],
    ['GET without a callId', (tag) => ({ method: 'GET', query: `direction=${tag}` })],
    ['too large', (tag) => ({ body: `${tag}${'x'.repeat(1024 * 1024)}` })],
  ])('%s: an item each', async (_how, sent) => {
    const puts: [string, string][] = [];
    const put = async (item: OutcomeItem) => {
      const recorded = await table.store.put(item);
      puts.push([recorded, `${item.callId} ${item.eventKey}`]);
      return recorded;
    };
    for (const time of ['2026-11-21T22:00:00.000Z', '2026-11-21T23:00:00.000Z'])
      for (const tag of ['one', 'other'])
        await send(deploymentWith({ put }, { nowEpochMilliseconds: () => Date.parse(time) }), sent(tag));
    const keys = puts.map(([, key]) => key);
    expect(puts.map(([recorded]) => recorded)).toEqual(['stored', 'stored', 'duplicate', 'duplicate']);
    expect(keys.slice(2)).toEqual(keys.slice(0, 2));
  });
});

it('an event that is no request, as the test button of the console sends: 404, and one line', async () => {
  const handler = callbackHandler(referComplete, deploymentWith(table.store));
  expect(await handler({} as never, {} as never)).toMatchObject({ statusCode: 404 });
  expect(log.lines()).toMatchObject([{ message: 'callback refused', fault: 'unauthenticated' }]);
});
