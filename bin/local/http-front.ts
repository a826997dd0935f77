import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { CallbackName } from '../../functions/callbacks.ts';
import { type GatewayRoute, gatewayEvent, gatewayRoute } from './gateway-event.ts';

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
  /** What the function was given, the token in it; absent where none was called. */
  readonly event: APIGatewayProxyEventV2 | undefined;
  /** What the function logged meanwhile, and why it failed, if it did. */
  readonly logLines: readonly string[];
}

/** What the front needs of the functions behind it. */
export interface FrontOptions {
  readonly port: number;
  /** @throws anything, which is answered with 500 */
  readonly invoke: (
    name: CallbackName,
    event: APIGatewayProxyEventV2,
    onLogLine: (line: string) => void,
  ) => Promise<unknown>;
  readonly onRequest: (served: ServedRequest) => void;
}

/** The HTTP server, listening. */
export interface HttpFront {
  readonly port: number;
  /** Takes no more requests; resolves when those begun are answered. */
  close(): Promise<void>;
}

/** What API Gateway says by itself, word for word. */
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
    else chunks.length = 0;
  }
  return bytes <= MAX_BODY_BYTES ? Buffer.concat(chunks) : undefined;
}

function eventOf(request: IncomingMessage, body: Buffer, route: GatewayRoute): APIGatewayProxyEventV2 {
  const { method = 'GET', url = '/', headersDistinct: headers, httpVersion, socket } = request;
  const { remoteAddress: sourceIp = '127.0.0.1', localPort: port = 0 } = socket;
  return gatewayEvent({ method, url, headers, body, httpVersion, sourceIp, port }, route, {
    requestId: randomUUID(),
    time: new Date(),
  });
}

/**
 * Starts the HTTP front on 127.0.0.1, which does what API Gateway does before and after a function.
 * @throws the error of `listen`, such as `EADDRINUSE`
 */
export async function startHttpFront({ port, invoke, onRequest }: FrontOptions): Promise<HttpFront> {
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const route = gatewayRoute(request.url ?? '/');
    const logLines: string[] = [];
    let event: APIGatewayProxyEventV2 | undefined;

    async function answer(): Promise<APIGatewayProxyStructuredResultV2> {
      const sent = await readBody(request);
      if (!sent) return gatewayAnswer(413, 'Request Entity Too Large');
      if (!route) return gatewayAnswer(404, 'Not Found');
      try {
        event = eventOf(request, sent, route);
        const onLogLine = (line: string) => logLines.push(line);
        return { ...((await invoke(route.name, event, onLogLine)) as APIGatewayProxyStructuredResultV2) };
      } catch (error) {
        logLines.push(`a function failed: ${(error as Error).message}`);
        return gatewayAnswer(500, 'Internal Server Error');
      }
    }

    const { statusCode: status = 200, headers, body = '' } = await answer();
    const milliseconds = performance.now() - began;
    response.writeHead(status, {
      ...(headers as Record<string, string>),
      'content-length': Buffer.byteLength(body),
      // A kept connection would hold up `close`.
      ...(server.listening ? {} : { connection: 'close' }),
    });
    onRequest({
      method: request.method ?? 'GET',
      callback: route?.name,
      status,
      milliseconds,
      event,
      logLines,
    });
    await finished(response.end(body));
  }

  const serving = new Set<Promise<void>>();
  const server = createServer((request, response) => {
    // What fails here is a client that left, or headers no wire can carry: nobody is left to tell.
    const served = serve(request, response)
      .catch(() => void response.destroy())
      .finally(() => serving.delete(served));
    serving.add(served);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
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
