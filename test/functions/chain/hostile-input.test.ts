import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { CallbackName } from '../../../functions/callbacks.ts';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { MAX_ITEM_CHARACTERS } from '../../../functions/outcomes/fitted-item.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { hostileName, hostileQuery, hostileValue, spoiltEvent } from '../../fuzz/hostile-text.ts';
import { captureLog } from '../../support/captured-log.ts';
import { deploymentWith, documented, type SentRequest, send, TOKEN } from '../../support/requests.ts';

const log = captureLog();

const name = fc.constantFrom<CallbackName>('refer-complete', 'transfer-complete');

/** Sends a request and checks everything that holds whatever it is. */
async function check(sent: SentRequest): Promise<{ statusCode: number | undefined; items: OutcomeItem[] }> {
  log.clear();
  const items: OutcomeItem[] = [];
  const deployment = deploymentWith({
    put: async (item) => {
      toAttributeMap(item);
      items.push(item);
      return 'stored';
    },
  });
  const answered = await send(deployment, sent);
  const { statusCode, headers, body = '' } = answered;
  if (statusCode === 200) {
    expect(headers).toEqual({ 'content-type': 'application/xml; charset=utf-8' });
    expect(XMLValidator.validate(body)).toBe(true);
  } else {
    expect([400, 413]).toContain(statusCode);
    expect(headers).toEqual({ 'content-type': 'application/problem+json' });
    expect(JSON.parse(body)).toMatchObject({ status: statusCode });
  }
  expect(items).toHaveLength(1);
  const [item] = items as [OutcomeItem];
  expect(item.callId).not.toBe('');
  expect(Buffer.byteLength(item.callId)).toBeLessThanOrEqual(2048);
  expect(item.eventKey).toMatch(/^(?:\d{4}-\d\d-\d\dT[\d:.]{12}Z|[0-9a-f]{32})#/);
  expect(item.eventTime).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/);
  expect(toMessage(item).length).toBeLessThanOrEqual(MAX_ITEM_CHARACTERS);
  expect(Buffer.byteLength(item.eventKey)).toBeLessThanOrEqual(1024);
  expect(item.outcomeDay).toMatch(/^[a-z-]+#\d{4}-\d\d-\d\d#(?:0\d|1[0-5])$/);
  if ('from' in item) expect(typeof item.from === 'string' && item.from !== '').toBe(true);
  const lines = log.lines().filter(({ message }) => message !== 'destination not understood');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.message).not.toContain('safe answer');
  expect(log.text() + body + JSON.stringify(items)).not.toContain(TOKEN);
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(await send(deployment, sent)).toEqual(answered);
  return { statusCode, items };
}

describe('with the right token, every request is answered and kept, the same way each time', () => {
  it('a documented event with fields dropped, retyped and added', async () => {
    await fc.assert(
      fc.asyncProperty(name, spoiltEvent, hostileQuery, async (callback, body, query) => {
        await check({ name: callback, body, query });
      }),
      { numRuns: 1500 },
    );
  });

  it('any JSON with a callId: always 200', async () => {
    await fc.assert(
      fc.asyncProperty(name, fc.dictionary(hostileName, hostileValue), async (callback, fields) => {
        const { statusCode, items } = await check({ name: callback, body: { ...fields, callId: 'c-any' } });
        expect(statusCode).toBe(200);
        expect(items[0]?.callId).toBe('c-any');
      }),
      { numRuns: 500 },
    );
  });

  it('any JSON, any text, any bytes in base64', async () => {
    const anyBody = fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.base64String());
    await fc.assert(
      fc.asyncProperty(
        name,
        anyBody,
        fc.boolean(),
        hostileQuery,
        async (callback, body, isBase64Encoded, query) => {
          await check({ name: callback, body, isBase64Encoded, query });
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('any query string by GET', async () => {
    await fc.assert(
      fc.asyncProperty(name, hostileQuery, async (callback, query) => {
        await check({ name: callback, method: 'GET', query });
      }),
      { numRuns: 500 },
    );
  });

  it('of a doubled name the last counts', async () => {
    const event = JSON.stringify(documented('refer-target-404'));
    const { items } = await check({ body: event.replace(/\}$/, ',"notifySipResponseCode":486}') });
    expect(items[0]).toMatchObject({ outcome: 'busy' });
  });
});

describe('an unknown field nested deeper than the stack', () => {
  const event = JSON.stringify(documented('refer-target-404', { callId: 'c-deep' }));
  const bodies: [string, string][] = [
    ['lists', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
    ['objects', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`],
  ].map(([name = '', extra]) => [name, event.replace(/\}$/, `,"extra":${extra}}`)]);

  it.each(bodies)('%s: the decided answer, and the outcome stored', async (_name, body) => {
    const items: Record<string, unknown>[] = [];
    const deployment = deploymentWith({
      put: async (item) => {
        items.push(toAttributeMap(item));
        return 'stored';
      },
    });
    expect(await send(deployment, { body })).toEqual(await send(deployment, { body: event }));
    expect(items).toMatchObject([{ outcome: { S: 'unreachable' } }, { outcome: { S: 'unreachable' } }]);
  });

  it.each(bodies)(
    '%s, and the store down: the decided answer, and the outcome in the log',
    async (_name, body) => {
      const deployment = deploymentWith({ put: () => Promise.reject(new Error('down')) });
      expect(await send(deployment, { body })).toEqual(await send(deployment, { body: event }));
      const line = { message: 'outcome not stored', item: { callId: 'c-deep', outcome: 'unreachable' } };
      expect(log.lines().filter(({ message }) => message === line.message)).toMatchObject([line, line]);
    },
  );
});

describe('any field nested deeper than the stack, with store and queue down', () => {
  const deep = `${'['.repeat(60_000)}${']'.repeat(60_000)}`;
  const deepObject = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
  const FIELDS = [
    ...Object.keys(documented('refer-target-404')).filter((field) => field !== 'callId'),
    'extra',
    'outcome',
    'event.eventTime',
  ];
  const cases = FIELDS.flatMap((field) =>
    ['referComplete', 'answer'].flatMap((eventType) =>
      [deep, deepObject].map((value) => [field, eventType, value.slice(0, 1), value] as const),
    ),
  );
  const down = () => Promise.reject(new Error('down'));

  it.each(cases)('%s of %s: the log has the item, %s', async (field, eventType, _bracket, value) => {
    const { [field]: _, ...event } = documented('refer-target-404', { callId: 'c-down', eventType });
    const body = JSON.stringify(event).replace(/\}$/, `,${JSON.stringify(field)}:${value}}`);
    const deployment = deploymentWith({ put: down }, { queue: { send: down } });
    expect(await send(deployment, { body })).toMatchObject({ statusCode: 200 });
    expect(log.lines().filter(({ message }) => message === 'outcome not stored')).toMatchObject([
      { item: { callId: 'c-down', applicationId: event.applicationId ?? expect.anything() } },
    ]);
    expect(log.lines().filter(({ message }) => message === 'callback not kept')).toEqual([]);
  });
});
