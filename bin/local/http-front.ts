import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { CallbackName } from '../../functions/callbacks.ts';
import { gatewayEvent, gatewayRoute } from './gateway-event.ts';

/** Largest body that API Gateway takes (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** How long `close` waits for a client that neither sends on nor reads; longer than a function may take. */
const MAX_CLOSING_MS = 12_000;

/** One answered request. */
export interface ServedRequest {
  readonly method: string;
  /** Absent where the path is no callback's. */
  readonly callback: CallbackName | undefined;
  readonly status: number;
  readonly milliseconds: number;
  /** The event of the function, with the token; absent where none was called. */
  readonly event: APIGatewayProxyEventV2 | undefined;
  /** The lines that the function logged meanwhile, and why it failed, if it did. */
  readonly logLines: readonly string[];
}

/** The functions behind the front, and its port. */
interface FrontOptions {
  readonly port: number;
  /** Calls a function. A rejection is answered with 500. */
  readonly invoke: (
    name: CallbackName,
    event: APIGatewayProxyEventV2,
    onLogLine: (line: string) => void,
  ) => Promise<unknown>;
  readonly onRequest: (served: ServedRequest) => void;
}

/** Makes an answer that API Gateway gives by itself, word for word. */
const gatewayAnswer = (statusCode: number, message: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ message }),
});

/** Reads a body; one that is too large is read to its end and dropped, so that the client gets to hear of it. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

/**
 * Starts the HTTP front on 127.0.0.1, which does what API Gateway does before and after a function.
 * @throws the error of `listen`, such as `EADDRINUSE`
 */
export async function startHttpFront({ port, invoke, onRequest }: FrontOptions) {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const { method = 'GET', url = '/' } = request;
    const route = gatewayRoute(url);
    const sent = await readBody(request);
    const event = route && sent && gatewayEvent(request, sent, route);
    const logLines: string[] = [];
    const answer = event
      ? await invoke(route.name, event, (line) => logLines.push(line)).catch((error: Error) => {
          logLines.push(`a function failed: ${error.message}`);
          return gatewayAnswer(500, 'Internal Server Error');
        })
      : sent
        ? gatewayAnswer(404, 'Not Found')
        : gatewayAnswer(413, 'Request Entity Too Large');
    const { statusCode: status = 200, headers, body = '' } = answer as APIGatewayProxyStructuredResultV2;
    const milliseconds = performance.now() - began;
    response.writeHead(status, {
      ...(headers as Record<string, string>),
      'content-length': Buffer.byteLength(body),
      // A kept connection would hold up `close`.
      ...(server.listening ? {} : { connection: 'close' }),
    });
    onRequest({ method, callback: route?.name, status, milliseconds, event, logLines });
    await finished(response.end(body));
  }

  const serving = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    // This fails where a client left, or for headers that no wire can carry: nobody is left to tell.
    const served = serve(request, response)
      .catch(() => void response.destroy())
      .finally(() => serving.delete(served));
    serving.add(served);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    /** Takes no more requests; resolves when those begun are answered. */
    async close(): Promise<void> {
      const closed = once(server, 'close');
      server.close();
      const patience = setTimeout(() => server.closeAllConnections(), MAX_CLOSING_MS);
      while (serving.size > 0) await Promise.all(serving);
      clearTimeout(patience);
      server.closeAllConnections();
      await closed;
    },
  };
}
