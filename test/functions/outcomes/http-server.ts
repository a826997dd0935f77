import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { onTestFinished } from 'vitest';

/** What a server does with one request. */
export type Handling = (response: ServerResponse, request: IncomingMessage) => unknown;

/** An answer at once. */
export const answering =
  (status: number, body: string): Handling =>
  (response) =>
    response.writeHead(status).end(body);

/** Handles requests so, one after the other, and all others like the last. */
function inTurns(handlings: readonly Handling[]): RequestListener {
  let requests = 0;
  return (request, response) => {
    handlings[Math.min(requests, handlings.length - 1)]?.(response, request);
    requests += 1;
  };
}

async function listen(server: Server, address = '127.0.0.1'): Promise<number> {
  server.listen(0, address);
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

/** Starts a server for one test; gives its address. */
export const serve = async (...handlings: readonly Handling[]): Promise<string> =>
  `http://127.0.0.1:${await listen(createServer(inTurns(handlings)))}`;

/** Whether this machine has a loopback address of IPv6; some containers have none. */
export const hasIpv6: boolean = Object.values(networkInterfaces())
  .flat()
  .some((each) => each?.address === '::1');

/** The same on the loopback address of IPv6. */
export const serveIpv6 = async (...handlings: readonly Handling[]): Promise<string> =>
  `http://[::1]:${await listen(createServer(inTurns(handlings)), '::1')}`;

const pem = (name: string): string =>
  readFileSync(new URL(`../../support/tls/localhost.${name}.pem`, import.meta.url), 'utf8');

/** Of `localhost`, 127.0.0.1 and ::1, self-signed, good for a century; its key is in this repository. */
export const CERTIFICATE = pem('cert');

const tlsServer = (handlings: readonly Handling[]): Server =>
  createTlsServer({ key: pem('key'), cert: CERTIFICATE }, inTurns(handlings));

/** The same over TLS. */
export const serveTls = async (...handlings: readonly Handling[]): Promise<string> =>
  `https://localhost:${await listen(tlsServer(handlings))}`;

/** And on IPv6. */
export const serveTlsIpv6 = async (...handlings: readonly Handling[]): Promise<string> =>
  `https://[::1]:${await listen(tlsServer(handlings), '::1')}`;
