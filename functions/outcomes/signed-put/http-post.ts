import type { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import { DEFAULT_TRY_TIMEOUT_MILLISECONDS } from '../put.ts';

/** A whole answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** The first copy of the request met a closed connection: whether it was read is not known. */
  readonly isResent?: true;
}

/** As many as the AWS SDK has. One is enough in Lambda; a local server serves many callers at once. */
const MAX_SOCKETS = 50;

/** Sends a body and reads the answer, whatever it says. */
function exchange(request: ClientRequest, body: string): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    request.on('timeout', () => request.destroy(new Error('no answer in time')));
    request.on('error', reject);
    request.on('response', (response: IncomingMessage) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject);
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    request.end(body);
  });
}

/** How long a function may take longer to start for its connection, in milliseconds. */
const OPEN_TIMEOUT_MILLISECONDS = 250;

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Has no name that a certificate is asked for. Not `isIP`: to import `node:net` loads what nothing here needs. */
const IP_ADDRESS = /^[\d.]+$|:/;

const CLOSED: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** Whether a connection that was there before was found closed, as after a freeze: nothing was read there. */
const wasClosed = (request: ClientRequest, opened: Socket | undefined, error: unknown): boolean =>
  (request.reusedSocket || (opened !== undefined && request.socket === opened)) &&
  CLOSED.includes((error as NodeJS.ErrnoException).code);

/**
 * Makes a function that posts to one URL, over connections that are kept.
 * It throws when there is no whole answer: none within the time-out,
 * a connection that fails, or a signal that has ended it.
 */
export function postsTo(
  { protocol, hostname, port, pathname: path }: URL,
  timeout = DEFAULT_TRY_TIMEOUT_MILLISECONDS,
) {
  // Not imported: to import node:http is to load everything it offers, `fetch` and WebSocket too (20 ms).
  const { Agent, request } = process.getBuiltinModule(protocol === 'http:' ? 'node:http' : 'node:https');
  const agent: Agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  // A URL has an IPv6 address in brackets, a socket has it without.
  const address = { hostname: hostname.replace(/^\[|\]$/g, ''), port, path };
  const options = { ...address, method: 'POST', agent, timeout };
  let opened: Socket | undefined;
  let isFree = false;
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...given) => {
    if (!opened || !isFree || opened.destroyed) return connect(...given);
    isFree = false;
    return opened.ref();
  };

  /** Opens the connection of the first post. Waits for it no longer than that, and never throws. */
  async function open(): Promise<void> {
    const host = address.hostname;
    const servername = IP_ADDRESS.test(host) ? '' : host;
    const where = { host, port: Number(port) || DEFAULT_PORTS[protocol], servername };
    const socket = connect(where) as Socket;
    opened = socket.unref();
    isFree = true;
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.on('error', resolve).once(protocol === 'https:' ? 'secureConnect' : 'connect', resolve);
    const timer = setTimeout(resolve, OPEN_TIMEOUT_MILLISECONDS);
    await promise;
    clearTimeout(timer);
  }

  async function post(headers: OutgoingHttpHeaders, body: string, signal: AbortSignal): Promise<HttpAnswer> {
    const sent = request({ ...options, headers, signal });
    try {
      return await exchange(sent, body);
    } catch (error) {
      if (wasClosed(sent, opened, error)) return { ...(await post(headers, body, signal)), isResent: true };
      throw error;
    }
  }

  return Object.assign(post, { open });
}
