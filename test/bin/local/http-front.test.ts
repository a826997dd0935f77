import { request as httpRequest } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, expect, test } from 'vitest';
import {
  type HttpFront,
  MAX_BODY_BYTES,
  type ServedRequest,
  startHttpFront,
} from '../../../bin/local/http-front.ts';

let front: HttpFront | undefined;
let served: ServedRequest[];

afterEach(() => front?.close());

async function start(
  invoke: (event: APIGatewayProxyEventV2) => unknown = () => ({ statusCode: 200, body: 'ok' }),
): Promise<string> {
  served = [];
  front = await startHttpFront({
    port: 0,
    invoke: async (_name, event, onLogLine) => {
      onLogLine('a line');
      return invoke(event);
    },
    onRequest: (each) => served.push(each),
  });
  return `http://127.0.0.1:${front.port}`;
}

test('gives a function the request and the client its answer', async () => {
  const events: APIGatewayProxyEventV2[] = [];
  const base = await start((event) => {
    events.push(event);
    return { statusCode: 201, headers: { 'X-Answer': 'yes' }, body: 'é' };
  });
  const response = await fetch(`${base}/secret/transfer-complete?a=1`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"é":1}',
  });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-answer')).toBe('yes');
  expect(await response.text()).toBe('é');
  expect(events).toMatchObject([
    {
      routeKey: 'ANY /{token}/transfer-complete',
      rawQueryString: 'a=1',
      pathParameters: { token: 'secret' },
      requestContext: { http: { method: 'POST', sourceIp: '127.0.0.1', protocol: 'HTTP/1.1' } },
      body: '{"é":1}',
    },
  ]);
  expect(served).toEqual([
    {
      method: 'POST',
      callback: 'transfer-complete',
      status: 201,
      milliseconds: expect.any(Number),
      event: events[0],
      logLines: ['a line'],
    },
  ]);
});

test('says what API Gateway says to a path that is no route', async () => {
  const base = await start();
  const response = await fetch(`${base}/secret/other`);
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('{"message":"Not Found"}');
  expect(JSON.stringify(served)).not.toContain('secret');
});

test('says what API Gateway says when a function fails', async () => {
  const base = await start(() => {
    throw new Error('no luck');
  });
  const response = await fetch(`${base}/secret/refer-complete`);
  expect(response.status).toBe(500);
  expect(await response.text()).toBe('{"message":"Internal Server Error"}');
  expect(served[0]?.logLines).toEqual(['a line', 'a function failed: no luck']);
});

test.each([
  [MAX_BODY_BYTES, 200, 'ok'],
  [MAX_BODY_BYTES + 1, 413, '{"message":"Request Entity Too Large"}'],
])('a body of %i bytes: %i', async (bytes, status, text) => {
  const base = await start();
  const response = await fetch(`${base}/secret/refer-complete`, {
    method: 'POST',
    body: Buffer.alloc(bytes),
  });
  expect(response.status).toBe(status);
  expect(await response.text()).toBe(text);
});

test('a client that leaves in the middle of its body harms nobody', async () => {
  const base = await start();
  const request = httpRequest(`${base}/secret/refer-complete`, {
    method: 'POST',
    headers: { 'content-length': 10 },
  });
  request.on('error', () => undefined).write('12345');
  await new Promise((resolve) => setTimeout(resolve, 50));
  request.destroy();
  expect((await fetch(`${base}/secret/refer-complete`)).status).toBe(200);
});

test('close waits for the answers begun, and takes no more requests', async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<void>();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const base = await start(async () => {
    arrive();
    await released;
    return { statusCode: 200, body: 'late' };
  });
  const answer = fetch(`${base}/secret/refer-complete`);
  await arrived;
  const closed = front?.close();
  await expect(fetch(`${base}/secret/refer-complete`)).rejects.toThrow();
  release();
  expect(await (await answer).text()).toBe('late');
  await closed;
});

test('a port in use is the error of listen', async () => {
  await start();
  const again = startHttpFront({
    port: front?.port ?? 0,
    invoke: async () => undefined,
    onRequest: () => undefined,
  });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
