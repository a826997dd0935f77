import { request as httpRequest } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { afterEach, expect, test } from 'vitest';
import { MAX_BODY_BYTES, type ServedRequest, startHttpFront } from '../../../bin/local/http-front.ts';

let front: Awaited<ReturnType<typeof startHttpFront>> | undefined;
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
  const base = await start(() => ({ statusCode: 201, headers: { 'X-Answer': 'yes' }, body: 'é' }));
  const response = await fetch(`${base}/secret/transfer-complete?a=1`, { method: 'POST', body: '{"é":1}' });
  expect(response.status).toBe(201);
  expect(response.headers.get('x-answer')).toBe('yes');
  expect(await response.text()).toBe('é');
  const body = Buffer.from('{"é":1}').toString('base64');
  expect(served).toEqual([
    {
      method: 'POST',
      callback: 'transfer-complete',
      status: 201,
      milliseconds: expect.any(Number),
      event: expect.objectContaining({ rawQueryString: 'a=1', body }),
      logLines: ['a line'],
    },
  ]);
});

const post = (base: string, bytes: number) =>
  fetch(`${base}/secret/refer-complete`, { method: 'POST', body: Buffer.alloc(bytes) });

test('says what API Gateway says to a path that is no route, a large body, and a function that fails', async () => {
  const base = await start((event) => {
    if (event.body === '') throw new Error('no luck');
    return { statusCode: 200, body: 'ok' };
  });
  const answers = [
    await fetch(`${base}/secret/other`),
    await post(base, MAX_BODY_BYTES + 1),
    await post(base, 0),
  ];
  expect(JSON.stringify(served.slice(0, 2))).not.toContain('secret');
  expect(served.map(({ logLines }) => logLines)).toEqual([[], [], ['a line', 'a function failed: no luck']]);
  expect(await Promise.all(answers.map(async (each) => [each.status, await each.text()]))).toEqual([
    [404, '{"message":"Not Found"}'],
    [413, '{"message":"Request Entity Too Large"}'],
    [500, '{"message":"Internal Server Error"}'],
  ]);
  expect((await post(base, MAX_BODY_BYTES)).status).toBe(200);
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
