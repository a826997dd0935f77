import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startEmbeddedDynamoDb } from '../../../bin/local/embedded-dynamodb.ts';
import { startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';

const SIGNED = {
  'content-type': 'application/x-amz-json-1.0',
  authorization:
    'AWS4-HMAC-SHA256 Credential=a/20261121/us-east-1/s/aws4_request, SignedHeaders=host, Signature=b',
  'x-amz-date': '20261121T000000Z',
};

describe.each([
  ['DynamoDB', () => startEmbeddedDynamoDb(undefined), 'DynamoDB_20120810.ListTables'],
  ['the queue', () => startEmbeddedQueue(), 'AmazonSQS.ListQueues'],
])('%s, embedded', (_name, start, operation) => {
  let served: { readonly endpoint: string; close(): Promise<void> };
  let port: string;
  beforeAll(async () => {
    served = await start();
    ({ port } = new URL(served.endpoint));
  });
  afterAll(() => served.close());

  function ask(headers: Record<string, string>, method = 'POST') {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const all = { ...SIGNED, 'x-amz-target': operation, ...headers };
    request(served.endpoint, { method, headers: all }, (response) => {
      response.resume();
      resolve([response.statusCode, response.headers['access-control-allow-origin']]);
    })
      .on('error', reject)
      .end(method === 'POST' ? '{}' : undefined);
    return promise;
  }

  test('serves programs, by each name of this machine, and behind a proxy of it', async () => {
    const hosts = ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]'].map((name) => `${name}:${port}`);
    for (const host of [...hosts, 'localhost:8000'])
      expect(await ask({ host }), host).toEqual([200, undefined]);
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
      expect(await ask(headers, method), method).toEqual([403, undefined]);
  });

  test('says why, also to a body that it does not read', async () => {
    const headers = { origin: 'null' };
    const refused = await fetch(served.endpoint, { method: 'POST', headers, body: 'x'.repeat(100_000) });
    expect(await refused.text()).toContain('no browser');
    expect(await ask({})).toEqual([200, undefined]);
  });
});
