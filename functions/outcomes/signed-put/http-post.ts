import type { Agent, ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { TRY_TIMEOUT_MILLISECONDS } from '../put.ts';

/** A whole answer. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
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

const CLOSED: readonly unknown[] = ['ECONNRESET', 'EPIPE'];

/** Whether a kept connection was found closed, as after a freeze: nothing was read there. */
const wasClosed = (request: ClientRequest, error: unknown): boolean =>
  request.reusedSocket && CLOSED.includes((error as NodeJS.ErrnoException).code);

/**
 * Makes a function that posts to one URL, over connections that are kept.
 * It throws when there is no whole answer: none within {@link TRY_TIMEOUT_MILLISECONDS},
 * a connection that fails, or a signal that has ended it.
 */
export function postsTo({ protocol, hostname, port, pathname: path }: URL) {
  // Not imported: to import node:http is to load everything it offers, `fetch` and WebSocket too (20 ms).
  const { Agent, request } = process.getBuiltinModule(protocol === 'http:' ? 'node:http' : 'node:https');
  const agent: Agent = new Agent({ keepAlive: true, maxSockets: MAX_SOCKETS });
  // A URL has an IPv6 address in brackets, a socket has it without.
  const address = { hostname: hostname.replace(/^\[|\]$/g, ''), port, path };
  const options = { ...address, method: 'POST', agent, timeout: TRY_TIMEOUT_MILLISECONDS };

  return async function post(
    headers: OutgoingHttpHeaders,
    body: string,
    signal: AbortSignal,
  ): Promise<HttpAnswer> {
    const sent = request({ ...options, headers, signal });
    try {
      return await exchange(sent, body);
    } catch (error) {
      if (wasClosed(sent, error)) return post(headers, body, signal);
      throw error;
    }
  };
}
