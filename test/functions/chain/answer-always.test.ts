import { describe, expect, it, vi } from 'vitest';
import { callbackHandler } from '../../../functions/chain/chain.ts';
import type { Callback } from '../../../functions/chain/contract.ts';
import { dynamoDbStore } from '../../../functions/outcomes/store.ts';
import type { ReferComplete } from '../../../functions/refer-complete/callback.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, SAFE_ANSWER, send, sendTo } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

const SAFE = {
  statusCode: 200,
  headers: { 'content-type': 'application/xml; charset=utf-8' },
  body: SAFE_ANSWER,
};

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

describe('thrown while deciding', () => {
  const send = (callId: string, thrown: unknown) => {
    const callback = throwing(() => {
      throw thrown;
    });
    return sendTo(callback, deploymentWith(table.store), {
      body: documented('refer-target-404', { callId }),
    });
  };

  it.each(Object.entries(THROWN))('%s: 200 and the safe BXML', async (name, thrown) => {
    expect(await send(`c-answered-${name}`, thrown())).toEqual(SAFE);
  });

  it.each(Object.entries(THROWN))(
    '%s: logged as an error, with the call, the request, once',
    async (name, thrown) => {
      const callId = `c-logged-${name}`;
      await send(callId, thrown());
      expect(log.lines()).toEqual([
        expect.objectContaining({
          level: 'ERROR',
          message: 'callback got the safe answer',
          requestId: 'request-refer-complete',
          callId,
        }),
      ]);
    },
  );

  it.each(Object.entries(THROWN))('%s: the callback is kept with its fields', async (name, thrown) => {
    const callId = `c-kept-${name}`;
    await send(callId, thrown());
    expect(await table.itemsOf(callId)).toEqual([
      expect.objectContaining({
        outcome: 'rejected',
        notifySipResponseCode: 404,
        reasons: [expect.stringMatching(/^defect: /)],
      }),
    ]);
  });
});

describe('a decision that is none', () => {
  it.each<[string, () => unknown]>([
    ['undefined', () => undefined],
    ['an empty object', () => ({})],
    ['a promise that is rejected', () => Promise.reject(new Error('too late'))],
    ['an unknown action', () => ({ outcome: 'busy', ended: {}, action: { kind: 'fly' } })],
  ])('%s: 200 and the safe BXML', async (name, decide) => {
    const unhandled = vi.fn();
    process.on('unhandledRejection', unhandled);
    const body = documented('refer-target-404', { callId: `c-none-${name}` });
    expect(await sendTo(throwing(decide), deploymentWith(table.store), { body })).toEqual(SAFE);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(log.lines()).toMatchObject([{ level: 'ERROR' }]);
  });
});

describe('the store fails', () => {
  const FAILING = {
    'rejects with an Error': () => Promise.reject(new Error('no DynamoDB')),
    'rejects with undefined': () => Promise.reject(),
    'throws at once': () => {
      throw new Error('no DynamoDB');
    },
  };
  const cases = Object.entries(FAILING);

  it.each(cases)('%s: the answer is the decided one', async (_name, put) => {
    const sent = { body: documented('refer-target-404', { callId: 'c-store' }) };
    const answered = await send(deploymentWith({ put }), sent);
    expect(answered).toEqual(await send(deploymentWith({ put: async () => 'stored' }), sent));
    expect(answered.body).not.toBe(SAFE_ANSWER);
  });

  it.each(cases)(
    '%s: the whole item stands in one line, as it would have been stored',
    async (_name, put) => {
      const body = documented('refer-target-404', { callId: 'c-line', extra: { deep: ['a\nb', null, 1.5] } });
      await send(deploymentWith({ put }), { body, query: 'attempt=2' });
      const [line, answered] = log.lines();
      expect(line).toMatchObject({ level: 'ERROR', message: 'outcome not stored' });
      expect(answered).toMatchObject({ message: 'callback answered', recorded: 'logged' });
      await send(deploymentWith(table.store), { body: { ...body, callId: 'c-line' }, query: 'attempt=2' });
      expect(await table.itemsOf('c-line')).toEqual([line?.item]);
    },
  );

  it.each(cases)('%s: a rejected callback is in the log with its reasons', async (_name, put) => {
    const answered = await send(deploymentWith({ put }), { body: { callId: 'c-r', eventType: 'answer' } });
    expect(answered).toEqual(SAFE);
    expect(log.lines()).toContainEqual(
      expect.objectContaining({
        message: 'outcome not stored',
        item: expect.objectContaining({ callId: 'c-r', outcome: 'rejected', eventType: 'answer' }),
      }),
    );
  });

  it.each(cases)('%s: a body that is no JSON is refused as ever, and is in the log', async (_name, put) => {
    const { statusCode } = await send(deploymentWith({ put }), { body: 'no JSON' });
    expect(statusCode).toBe(400);
    expect(log.lines()).toContainEqual(
      expect.objectContaining({ item: expect.objectContaining({ body: 'no JSON' }) }),
    );
  });

  it('a table that does not exist: the answer is the decided one', async () => {
    const sent = {
      body: documented('transfer-busy', { callId: 'c-table' }),
      name: 'transfer-complete',
    } as const;
    const answered = await send(deploymentWith(dynamoDbStore('no-such-table')), sent);
    expect(answered).toEqual(await send(deploymentWith(table.store), sent));
    expect(log.lines()[0]).toMatchObject({ errors: [{ name: 'ResourceNotFoundException' }, {}] });
  });
});

it('a clock that fails: 200 and the safe BXML, and a line says why nothing is kept', async () => {
  const broken = deploymentWith(table.store, { nowEpochMilliseconds: () => Number.NaN });
  expect(await send(broken, { body: documented('refer-success') })).toEqual(SAFE);
  expect(log.lines()).toMatchObject([
    { level: 'ERROR', message: 'callback got the safe answer' },
    { level: 'ERROR', message: 'callback not kept', error: { name: 'RangeError' } },
  ]);
});

describe('a callback that is refused when little time is left', () => {
  const refused = (callId: string, remainingMilliseconds: number) =>
    sendTo(
      referComplete,
      deploymentWith(table.store),
      { body: { callId, eventType: 'answer' } },
      remainingMilliseconds,
    );

  it('less than recording may take: to the log at once, with the reason', async () => {
    expect(await refused('c-no-time', 3999)).toEqual(SAFE);
    expect(await table.itemsOf('c-no-time')).toEqual([]);
    expect(log.lines()).toMatchObject([
      { level: 'WARN', message: 'callback refused' },
      {
        level: 'ERROR',
        message: 'outcome not stored',
        item: { callId: 'c-no-time', outcome: 'rejected' },
        errors: [
          { name: 'CallbackError', message: expect.stringContaining('a answer event came to the URL') },
        ],
      },
    ]);
  });

  it('as much as recording may take: to the table', async () => {
    expect(await refused('c-just-time', 4000)).toEqual(SAFE);
    expect(await table.itemsOf('c-just-time')).toMatchObject([{ outcome: 'rejected' }]);
  });
});

it('an event that is no request, as the test button of the console sends: 404, and one line', async () => {
  const handler = callbackHandler(referComplete, deploymentWith(table.store));
  expect(await handler({} as never, {} as never)).toMatchObject({ statusCode: 404 });
  expect(log.lines()).toMatchObject([{ message: 'callback refused', fault: 'unauthenticated' }]);
});
