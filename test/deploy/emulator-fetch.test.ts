import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { emulatorFetch } from './emulator-fetch.ts';

const server = createServer((request, response) => {
  if (request.url === '/never') return;
  response.writeHead(201, { 'content-type': 'text/plain' });
  response.write(`${request.headers.host} ${request.url} `);
  request.pipe(response);
});
let port = 0;
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as { port: number }).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const API = 'https://abc123.execute-api.us-east-1.amazonaws.com';

it('sends what is meant for an API to the emulator, with the API in the host', async () => {
  const response = await emulatorFetch(port)(`${API}/token/answer?a=1`, { method: 'POST', body: 'body' });
  expect(response.status).toBe(201);
  expect(await response.text()).toBe(`abc123.execute-api.localhost:${port} /token/answer?a=1 body`);
});

it('gives up as the global fetch does', async () => {
  const signal = AbortSignal.timeout(50);
  await expect(emulatorFetch(port)(`${API}/never`, { signal })).rejects.toMatchObject({
    name: 'TimeoutError',
  });
});
