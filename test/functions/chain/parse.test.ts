import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES, parse } from '../../../functions/chain/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import {
  deploymentWith,
  documented,
  gatewayEvent,
  NOW,
  queryOf,
  type SentRequest,
  send,
} from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

/** The answer, and the item that was kept for it under the day. */
async function refused(sent: SentRequest) {
  let kept: Record<string, unknown> | undefined;
  const put = async (item: Parameters<typeof table.store.put>[0]) => {
    kept = item;
    return table.store.put(item);
  };
  const { body, ...answered } = await send(deploymentWith({ put }), sent);
  return { ...answered, problem: JSON.parse(body || '{}'), kept };
}

const headers = { 'content-type': 'application/problem+json' };

describe('right token, but not JSON or no callId', () => {
  const JSON_ISSUE = ['the body is not JSON', { path: 'body', message: 'expected JSON' }] as const;
  const OBJECT_ISSUE = [
    'the body is not an object',
    { path: 'body', message: 'expected an object' },
  ] as const;
  const CALL_ID_ISSUE = [
    'not an event of a call',
    { path: 'callId', message: 'expected a text of 1 to 256 characters' },
  ] as const;

  it.each<[string, SentRequest, readonly [string, { path: string; message: string }]]>([
    ['no body', {}, JSON_ISSUE],
    ['an empty body', { body: '' }, JSON_ISSUE],
    ['not JSON', { body: '<xml/>' }, JSON_ISSUE],
    ['half of a JSON', { body: '{"callId":"c-1"' }, JSON_ISSUE],
    ['two JSON documents', { body: '{"callId":"c-1"}{}' }, JSON_ISSUE],
    ['a form', { body: 'callId=c-1&eventType=referComplete' }, JSON_ISSUE],
    ['base64 that was not meant', { body: '{"callId":"c-1"}', isBase64Encoded: true }, JSON_ISSUE],
    ['an array', { body: '[{"callId":"c-1"}]' }, OBJECT_ISSUE],
    ['null', { body: 'null' }, OBJECT_ISSUE],
    ['a text', { body: '"callId"' }, OBJECT_ISSUE],
    ['a number', { body: '1' }, OBJECT_ISSUE],
    ['an empty object', { body: {} }, CALL_ID_ISSUE],
    ['an empty callId', { body: { callId: '' } }, CALL_ID_ISSUE],
    ['a blank callId', { body: { callId: ' \t\n' } }, CALL_ID_ISSUE],
    ['a callId that is null', { body: { callId: null } }, CALL_ID_ISSUE],
    ['a callId that is a flag', { body: { callId: true } }, CALL_ID_ISSUE],
    ['a callId that is a list', { body: { callId: ['c-1'] } }, CALL_ID_ISSUE],
    ['a callId that is too long for a key', { body: { callId: 'c'.repeat(257) } }, CALL_ID_ISSUE],
    ['a callId in a prototype', { body: '{"__proto__":{"callId":"c-1"}}' }, CALL_ID_ISSUE],
    ['GET without a callId', { method: 'GET', query: 'eventType=referComplete' }, CALL_ID_ISSUE],
  ])('%s: 400 that names the issue by path, and what came is kept', async (_what, sent, [title, issue]) => {
    const { statusCode, problem, kept, ...answered } = await refused(sent);
    expect([statusCode, answered.headers]).toEqual([400, headers]);
    expect(problem).toEqual({ title, status: 400, issues: [issue] });
    expect(log.lines()).toMatchObject([
      { level: 'WARN', fault: 'unreadable', reason: title, issues: [issue] },
    ]);
    const { body = '', query = '', isBase64Encoded } = sent;
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    expect(kept).toMatchObject({
      callId: 'rejected#2026-11-21',
      outcome: 'rejected',
      outcomeDay: expect.stringMatching(/^rejected#2026-11-21#\d\d$/),
      eventTime: NOW,
      body: isBase64Encoded ? Buffer.from(text, 'base64').toString() : text || query,
      reasons: [title, `${issue.path}: ${issue.message}`],
    });
    expect(await table.itemsOf('rejected#2026-11-21')).toContainEqual(
      expect.objectContaining({ body: kept?.body, receivedAt: NOW }),
    );
  });

  it('a long body is kept up to a limit', async () => {
    expect((await refused({ body: 'x'.repeat(100_000) })).kept?.body).toBe('x'.repeat(16 * 1024));
  });
});

it.each([
  ['just short enough for a key', 'c'.repeat(256)],
  ['a whole number', 7],
  ['zero', 0],
  ['a fraction', 1.5],
  ['negative', -3],
])('a callId that is %s: handled, and stored under its text', async (_what, callId) => {
  await send(deploymentWith(table.store), { body: documented('refer-success', { callId }) });
  expect(await table.itemsOf(String(callId))).toMatchObject([
    { callId: String(callId), outcome: 'connected' },
  ]);
});

const large = 'x'.repeat(MAX_BODY_BYTES + 1);

it.each<[string, SentRequest]>([
  ['text', { body: large }],
  ['base64', { body: btoa(large), isBase64Encoded: true }],
  ['characters of three bytes', { body: '漢'.repeat(MAX_BODY_BYTES / 3 + 1) }],
  ['6 MB', { body: 'x'.repeat(6 * 1024 * 1024) }],
  ['a valid event', { body: documented('refer-success', { extra: large }) }],
])('too large, %s: 413, and its beginning is kept', async (_what, sent) => {
  const { statusCode, problem, kept, ...answered } = await refused(sent);
  const title = 'a body of more than 1048576 bytes';
  expect([statusCode, answered.headers]).toEqual([413, headers]);
  expect(problem).toEqual({ title, status: 413, issues: [] });
  expect(kept).toMatchObject({ outcome: 'rejected', reasons: [title] });
  expect(String(kept?.body)).toHaveLength(16 * 1024);
  expect(log.lines()).toMatchObject([{ level: 'WARN', fault: 'too-large' }]);
});

it('a body of just the limit is read', async () => {
  const event = JSON.stringify(documented('refer-success', { callId: 'c-limit' }));
  await send(deploymentWith(table.store), { body: event.padEnd(MAX_BODY_BYTES) });
  expect(await table.itemsOf('c-limit')).toMatchObject([{ outcome: 'connected' }]);
});

it.each(['PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'post', ''])(
  'the method %j: 405 with Allow, nothing kept',
  async (method) => {
    expect(await refused({ method, body: documented('refer-success') })).toEqual({
      statusCode: 405,
      headers: { allow: 'GET, POST' },
      problem: {},
      kept: undefined,
    });
    expect(log.lines()).toMatchObject([{ fault: 'method-not-allowed', reason: 'neither POST nor GET' }]);
  },
);

it.each([
  ['GET', 'read'],
  ['POST', undefined],
])('of a query of %s, what is beyond 10,240 characters is %s', (method, beyond) => {
  const event = documented('refer-target-404');
  const query = `${method === 'GET' ? queryOf(event) : 'a=1'}&long=${'x'.repeat(10_300)}&beyond=read`;
  const body = method === 'GET' ? undefined : event;
  const received = parse(gatewayEvent({ method, query, body }));
  expect(received.query.get('beyond') ?? undefined).toBe(beyond);
});
