import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream/promises';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { CallbackName } from '../../functions/callbacks.ts';
import { GATEWAY_ANSWERS, type GatewayAnswer, gatewayAnswer } from './gateway-answer.ts';
import { type GatewayRequest, gatewayEvent } from './gateway-event.ts';
import { type GatewayRoute, gatewayRoute } from './gateway-route.ts';

/** Largest body that API Gateway takes (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html). */
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

/** How long `close` waits for a client that neither sends on nor reads; longer than a function may take. */
const MAX_CLOSING_MS = 12_000;

/** One answered request; it does not hold the path, in which a token stands. */
export interface ServedRequest {
  readonly method: string;
  /** Absent where the path is no callback's. */
  readonly callback: CallbackName | undefined;
  readonly status: number;
  readonly milliseconds: number;
}

/** What the front needs of the functions behind it. */
export interface FrontOptions {
  readonly port: number;
  /** @throws anything, which is answered with 500 */
  readonly invoke: (name: CallbackName, event: APIGatewayProxyEventV2) => Promise<unknown>;
  readonly onRequest: (served: ServedRequest) => void;
  /** Told every callback with the status that it was answered with. */
  readonly onCallback?: ((event: APIGatewayProxyEventV2, status: number) => void) | undefined;
  /** Told what made an answer a 500. */
  readonly onFailure: (error: unknown) => void;
}

/** The HTTP server, listening. */
export interface HttpFront {
  readonly port: number;
  /** Takes no more requests; resolves when those begun are answered. */
  close(): Promise<void>;
}

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

const gatewayRequest = (request: IncomingMessage, body: Buffer): GatewayRequest => ({
  method: request.method ?? 'GET',
  url: request.url ?? '/',
  headers: request.headersDistinct,
  body,
  httpVersion: request.httpVersion,
  sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
  port: request.socket.localPort ?? 0,
});

/**
 * Starts the HTTP front on 127.0.0.1, which does what API Gateway does before and after a function.
 * @throws the error of `listen`, such as `EADDRINUSE`
 */
export async function startHttpFront({
  port,
  invoke,
  onRequest,
  onCallback,
  onFailure,
}: FrontOptions): Promise<HttpFront> {
  async function answer(request: IncomingMessage, route: GatewayRoute | undefined): Promise<GatewayAnswer> {
    const body = await readBody(request);
    if (!body) return GATEWAY_ANSWERS.tooLarge;
    if (!route) return GATEWAY_ANSWERS.notFound;
    try {
      const arrival = { requestId: randomUUID(), time: new Date() };
      const event = gatewayEvent(gatewayRequest(request, body), route, arrival);
      const answered = gatewayAnswer(await invoke(route.name, event));
      onCallback?.(event, answered.status);
      return answered;
    } catch (error) {
      onFailure(error);
      return GATEWAY_ANSWERS.functionFailed;
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const began = performance.now();
    const route = gatewayRoute(request.url ?? '/');
    const { status, headers, body } = await answer(request, route);
    const milliseconds = performance.now() - began;
    response.writeHead(status, {
      ...headers,
      'content-length': body.length,
      // A kept connection would hold up `close`.
      ...(server.listening ? {} : { connection: 'close' }),
    });
    onRequest({ method: request.method ?? 'GET', callback: route?.name, status, milliseconds });
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
