import { request } from 'node:http';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dynamoDbClient } from '../../../bin/local/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../../bin/local/embedded-dynamodb.ts';
import { startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';

const SIGNED = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20261121/us-east-1/s/aws4_request, SignedHeaders=host, Signature=b',
  'x-amz-date': '20261121T000000Z',
};

describe.each([
  ['DynamoDB', () => startEmbeddedDynamoDb(undefined), 'DynamoDB_20120810.ListTables', '{}'],
  ['the queue', () => startEmbeddedQueue(), 'AmazonSQS.ListQueues', '{}'],
])('%s, embedded', (_name, start, operation, body) => {
  let served: { readonly endpoint: string; close(): Promise<void> };
  let port: string;
  beforeAll(async () => {
    served = await start();
    ({ port } = new URL(served.endpoint));
  });
  afterAll(() => served.close());

  function ask(headers: Record<string, string>, method = 'POST') {
    const { promise, resolve, reject } = Promise.withResolvers<{ status?: number; allowed: unknown }>();
    const all = { ...SIGNED, 'x-amz-target': operation, ...headers };
    request(served.endpoint, { method, headers: all }, (response) => {
      response.resume();
      const { statusCode: status = 0, headers: received } = response;
      resolve({ status, allowed: received['access-control-allow-origin'] });
    })
      .on('error', reject)
      .end(method === 'POST' ? body : undefined);
    return promise;
  }

  test('serves programs, by each name of this machine', async () => {
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `LOCALHOST:${port}`, `[::1]:${port}`])
      expect(await ask({ host }), host).toEqual({ status: 200, allowed: undefined });
  });

  test('serves programs behind a proxy of this machine', async () => {
    expect((await ask({ host: 'localhost:8000' })).status).toBe(200);
  });

  test.each([
    ['another site', { origin: 'https://evil.example.com' }],
    ['another port', { origin: 'http://localhost:3000' }],
    ['a sandbox or file', { origin: 'null' }],
    ['itself, once rebound', { origin: 'http://127.0.0.1' }],
    ['a request without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['its address bar', { 'sec-fetch-site': 'none' }],
    ['a rebound name', { host: 'evil.example.com' }],
    ['a rebound name that looks like ours', { host: 'localhost.evil.example.com' }],
    ['another name that looks like ours', { host: '127.0.0.1.evil.example.com' }],
    ['an address of the network', { host: '192.168.0.2:8000' }],
    ['all addresses', { host: '0.0.0.0' }],
  ])('refuses a browser: %s', async (_what, headers) => {
    for (const method of ['POST', 'GET', 'OPTIONS'])
      expect(await ask(headers, method), method).toEqual({ status: 403, allowed: undefined });
  });
});

test('the SDK is served after a browser was refused', async () => {
  const { endpoint, close } = await startEmbeddedDynamoDb(undefined);
  const refused = await fetch(endpoint, {
    method: 'POST',
    headers: { origin: 'null' },
    body: 'x'.repeat(100_000),
  });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining('no browser') });
  const client = dynamoDbClient(endpoint);
  expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual([]);
  client.destroy();
  await close();
});
