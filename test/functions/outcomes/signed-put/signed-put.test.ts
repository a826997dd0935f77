import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { signer } from '../../../../functions/outcomes/signed-put/sign.ts';
import { signedRequests } from '../../../../functions/outcomes/signed-put/signed-put.ts';
import { answering, type Handling, serve } from '../http-server.ts';
import { NO_ANSWERS } from '../no-answers.ts';

const KEYS = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };
const SIGNING = {
  region: 'eu-west-1',
  accessKeyId: 'key',
  secretAccessKey: 'secret',
  sessionToken: 'session',
};
const INPUT = { TableName: 'outcomes', Item: { callId: { S: 'c-é😀' } } };
const ERROR = 'com.amazonaws.dynamodb.v20120810#';

async function putTo(...answers: readonly Handling[]) {
  const requests = signedRequests({
    ...KEYS,
    AWS_SESSION_TOKEN: 'session',
    AWS_ENDPOINT_URL_DYNAMODB: await serve(...answers),
  });
  return () => requests?.put(INPUT, AbortSignal.timeout(5000));
}

describe('a signed put', () => {
  it.each([
    ['stored by an answer 200', 200, '{}', 'stored'],
    [
      'a duplicate when the condition failed',
      400,
      `{"__type":"${ERROR}ConditionalCheckFailedException"}`,
      'duplicate',
    ],
  ])('is %s', async (_what, status, body, recorded) => {
    expect(await (await putTo(answering(status, body)))()).toBe(recorded);
  });

  it.each([
    [
      'another refusal',
      400,
      `{"__type":"${ERROR}ThrottlingException","message":"slow"}`,
      'ThrottlingException: DynamoDB answered 400: slow',
    ],
    [
      'a refusal that speaks of the condition',
      400,
      '{"__type":"x#ValidationException","message":"ConditionalCheckFailedException"}',
      'ValidationException',
    ],
    [
      'a refusal in capitals',
      400,
      '{"__type":"x#AccessDeniedException","Message":"not authorized"}',
      'AccessDeniedException: DynamoDB answered 400: not authorized',
    ],
    ['an error without a word', 500, '{}', 'UnreadableAnswer: DynamoDB answered 500: {}'],
    ['a success that is a refusal', 200, `{"__type":"${ERROR}ThrottlingException"}`, 'ThrottlingException'],
    [
      'a success that is a failed condition',
      200,
      `{"__type":"${ERROR}ConditionalCheckFailedException"}`,
      'ConditionalCheckFailedException',
    ],
    ['an answer that is no object', 500, 'null', 'DynamoDB answered 500: null'],
  ])('throws after %s', async (_what, status, body, words) => {
    const put = await putTo(answering(status, body));
    await expect(put()?.catch(String)).resolves.toContain(words);
  });

  it.each(NO_ANSWERS)('throws after a success of %j', async (body) => {
    const put = await putTo(answering(200, body));
    await expect(put()).rejects.toThrow(`DynamoDB answered 200: ${body}`);
  });

  it('tells only the beginning of an answer that is not DynamoDB’s', async () => {
    const put = await putTo(answering(503, 'x'.repeat(1000)));
    await expect(put()).rejects.toHaveProperty('message', `DynamoDB answered 503: ${'x'.repeat(100)}`);
  });

  it('is signed as the service checks it: headers, token and body', async () => {
    let seen: { request: IncomingMessage; body: string } | undefined;
    const put = await putTo(async (response, request) => {
      seen = { request, body: await text(request) };
      response.end('{}');
    });
    await put();
    const { headers = {} } = seen?.request ?? {};
    const names = /SignedHeaders=([^,]+)/.exec(headers.authorization ?? '')?.[1]?.split(';') ?? [];
    expect(names).toEqual([
      'content-length',
      'content-type',
      'host',
      'x-amz-date',
      'x-amz-security-token',
      'x-amz-target',
    ]);
    expect(JSON.parse(seen?.body ?? '')).toEqual(INPUT);
    const time = String(headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5');
    const given = ['content-length', 'content-type', 'host', 'x-amz-target'].map((name) => [
      name,
      String(headers[name]),
    ]);
    const again = signer(SIGNING)(Object.fromEntries(given), seen?.body ?? '', new Date(time));
    expect(headers.authorization).toBe(again.authorization);
  });

  it.each([
    ['without keys', { AWS_REGION: 'us-east-1' }],
    ['with half a key', { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'key' }],
    ['without a region', { ...KEYS, AWS_REGION: '', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' }],
    ['with the keys of a profile', { ...KEYS, AWS_PROFILE: 'me' }],
    ['without a known endpoint', { ...KEYS, AWS_REGION: 'cn-north-1' }],
  ])('is left to the client %s', (_why, variables) => {
    expect(signedRequests(KEYS)).toBeDefined();
    expect(signedRequests(variables)).toBeUndefined();
  });
});
