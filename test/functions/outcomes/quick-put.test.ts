import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { quickPut } from '../../../functions/outcomes/quick-put.ts';

const KEYS = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' };
const INPUT = { TableName: 'outcomes', Item: { callId: { S: 'c-1' } } };
const REFUSED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
  message: 'The conditional request failed',
});

let close = async (): Promise<void> => undefined;
afterEach(() => close());

/** A DynamoDB that answers so, request by request; the last answer stays. */
async function putTo(...answers: readonly ((response: ServerResponse) => unknown)[]) {
  let request = 0;
  const server = createServer((_request, response) => {
    answers[Math.min(request, answers.length - 1)]?.(response);
    request += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close = async () => {
    server.closeAllConnections();
    server.close();
  };
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const put = quickPut({ ...KEYS, AWS_ENDPOINT_URL_DYNAMODB: endpoint }, 200);
  return () => put?.(INPUT);
}

const answering = (status: number, body: string) => (response: ServerResponse) =>
  response.writeHead(status).end(body);

describe('a quick put', () => {
  it.each([
    ['stored', 200, '{}'],
    ['duplicate', 400, REFUSED],
    [
      'failed',
      400,
      JSON.stringify({ __type: 'x#ValidationException', message: 'ConditionalCheckFailedException' }),
    ],
    ['failed', 500, ''],
    ['failed', 503, '<html>'],
  ])('is %s after an answer %i %s', async (recorded, status, body) => {
    const put = await putTo(answering(status, body));
    expect(await put()).toBe(recorded);
  });

  it('has failed when no answer comes in time, begun or not', async () => {
    const hanging = await putTo(() => undefined);
    expect(await hanging()).toBe('failed');
    await close();
    const halfway = await putTo((response) => response.writeHead(200).write('{'));
    expect(await halfway()).toBe('failed');
  });

  it('has failed when nobody listens', async () => {
    const put = quickPut({ ...KEYS, AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' }, 200);
    expect(await put?.(INPUT)).toBe('failed');
  });

  it('tries anew when a kept connection turns out to be closed', async () => {
    const put = await putTo(answering(200, '{}'), (response) => response.destroy(), answering(200, '{}'));
    expect(await put()).toBe('stored');
    expect(await put()).toBe('stored');
  });

  it.each([
    ['without keys', { AWS_REGION: 'us-east-1' }],
    ['without a region', { AWS_ACCESS_KEY_ID: 'key', AWS_SECRET_ACCESS_KEY: 'secret' }],
    ['in a partition of other names', { ...KEYS, AWS_REGION: 'cn-north-1' }],
    ['in an isolated partition', { ...KEYS, AWS_REGION: 'us-iso-east-1' }],
    ['with FIPS endpoints', { ...KEYS, AWS_USE_FIPS_ENDPOINT: 'true' }],
  ])('is left to the official client %s', (_why, variables) => {
    expect(quickPut(variables, 200)).toBeUndefined();
  });
});
