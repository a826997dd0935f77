import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** What a server does with one request. */
export type Handling = (response: ServerResponse, request: IncomingMessage) => unknown;

/** An answer at once. */
export const answering =
  (status: number, body: string): Handling =>
  (response) =>
    response.writeHead(status).end(body);

/** A server that handles its requests so, one after the other, and all others like the last; gives its address. */
export async function serve(...handlings: readonly Handling[]): Promise<string> {
  let requests = 0;
  const server = createServer((request, response) => {
    handlings[Math.min(requests, handlings.length - 1)]?.(response, request);
    requests += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
