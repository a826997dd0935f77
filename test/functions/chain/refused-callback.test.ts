import { describe, expect, it } from 'vitest';
import { MAX_BODY_BYTES } from '../../../functions/chain/parse.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { deploymentWith, documented, NOW, type SentRequest, send } from '../../support/requests.ts';

const table = outcomesTable();
const log = captureLog();

/** The answer, and the item that was kept for it under the day. */
async function refused(sent: SentRequest) {
  let kept: Record<string, unknown> | undefined;
  const deployment = deploymentWith({
    put: async (item) => {
      kept = item;
      return table.store.put(item);
    },
  });
  const answered = await send(deployment, sent);
  return { ...answered, problem: JSON.parse(answered.body || '{}'), kept };
}

const isProblem = { 'content-type': 'application/problem+json' };

describe('right token, but not JSON or no callId', () => {
  const callIdIssue = {
    title: 'not an event of a call',
    issue: { path: 'callId', message: 'expected a text of 1 to 256 characters' },
  };
  const json = { title: 'the body is not JSON', issue: { path: 'body', message: 'expected JSON' } };
  const object = {
    title: 'the body is not an object',
    issue: { path: 'body', message: 'expected an object' },
  };
  const cases: [string, SentRequest, typeof json][] = [
    ['no body', {}, json],
    ['an empty body', { body: '' }, json],
    ['not JSON', { body: '<xml/>' }, json],
    ['half of a JSON', { body: '{"callId":"c-1"' }, json],
    ['two JSON documents', { body: '{"callId":"c-1"}{}' }, json],
    ['a form', { body: 'callId=c-1&eventType=referComplete' }, json],
    ['base64 that was not meant', { body: '{"callId":"c-1"}', isBase64Encoded: true }, json],
    ['an array', { body: '[{"callId":"c-1"}]' }, object],
    ['null', { body: 'null' }, object],
    ['a text', { body: '"callId"' }, object],
    ['a number', { body: '1' }, object],
    ['an empty object', { body: {} }, callIdIssue],
    ['an empty callId', { body: { callId: '' } }, callIdIssue],
    ['a blank callId', { body: { callId: ' \t\n' } }, callIdIssue],
    ['a callId that is null', { body: { callId: null } }, callIdIssue],
    ['a callId that is a flag', { body: { callId: true } }, callIdIssue],
    ['a callId that is a list', { body: { callId: ['c-1'] } }, callIdIssue],
    ['a callId that is too long for a key', { body: { callId: 'c'.repeat(257) } }, callIdIssue],
    ['a callId in a prototype', { body: '{"__proto__":{"callId":"c-1"}}' }, callIdIssue],
    ['GET without a callId', { method: 'GET', query: 'eventType=referComplete' }, callIdIssue],
  ];

  it.each(cases)('%s: 400 that names the issue by path', async (_name, sent, { title, issue }) => {
    const { statusCode, headers, problem } = await refused(sent);
    expect({ statusCode, headers }).toEqual({ statusCode: 400, headers: isProblem });
    expect(problem).toEqual({ title, status: 400, issues: [issue] });
    expect(log.lines()).toMatchObject([
      { level: 'WARN', fault: 'unreadable', reason: title, issues: [issue] },
    ]);
  });

  it.each(cases)('%s: what came is kept with the reason', async (_name, sent, { title, issue }) => {
    const { kept } = await refused(sent);
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
  });

  it('is found in the table, under the day', async () => {
    await refused({ body: 'not JSON, to be found' });
    expect(await table.itemsOf('rejected#2026-11-21')).toContainEqual(
      expect.objectContaining({ outcome: 'rejected', receivedAt: NOW }),
    );
  });

  it('a long body is kept up to a limit', async () => {
    const { kept } = await refused({ body: 'x'.repeat(100_000) });
    expect(kept?.body).toBe('x'.repeat(16 * 1024));
  });
});

it('right token, and a callId just short enough for a key: handled', async () => {
  const callId = 'c'.repeat(256);
  const { statusCode } = await send(deploymentWith(table.store), {
    body: documented('refer-success', { callId }),
  });
  expect(statusCode).toBe(200);
  expect(await table.itemsOf(callId)).toMatchObject([{ outcome: 'connected' }]);
});

describe('right token, but too large', () => {
  const large = 'x'.repeat(MAX_BODY_BYTES + 1);
  it.each([
    ['text', { body: large }],
    ['base64', { body: Buffer.from(large).toString('base64'), isBase64Encoded: true }],
    ['characters of three bytes', { body: '漢'.repeat(MAX_BODY_BYTES / 3 + 1) }],
    ['6 MB', { body: 'x'.repeat(6 * 1024 * 1024) }],
    ['a valid event', { body: documented('refer-success', { extra: large }) }],
  ])('%s: 413, and its beginning is kept', async (_name, sent) => {
    const { statusCode, headers, problem, kept } = await refused(sent);
    const title = 'a body of more than 1048576 bytes';
    expect({ statusCode, headers }).toEqual({ statusCode: 413, headers: isProblem });
    expect(problem).toEqual({ title, status: 413, issues: [] });
    expect(kept).toMatchObject({ outcome: 'rejected', reasons: [title], body: expect.any(String) });
    expect(String(kept?.body)).toHaveLength(16 * 1024);
    expect(log.lines()).toMatchObject([{ level: 'WARN', fault: 'too-large' }]);
  });
});

describe('right token, but a wrong method', () => {
  it.each(['PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'post', ''])(
    '%s: 405 with Allow, nothing kept',
    async (method) => {
      const { statusCode, headers, body, kept } = await refused({
        method,
        body: documented('refer-success'),
      });
      expect({ statusCode, headers, body }).toEqual({
        statusCode: 405,
        headers: { allow: 'GET, POST' },
        body: '',
      });
      expect(kept).toBeUndefined();
      expect(log.lines()).toMatchObject([{ fault: 'method-not-allowed', reason: 'neither POST nor GET' }]);
    },
  );
});
