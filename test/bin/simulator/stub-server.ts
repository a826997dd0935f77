import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach } from 'vitest';

/** A request that the stub received. */
export interface Received {
  readonly method: string;
  /** Path and query after the token. */
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What the stub answers: BXML inside `<Response>`, or a whole answer. */
export type Reply =
  | string
  | { status?: number; contentType?: string; body?: string | Uint8Array; afterMillis?: number };

export const TOKEN = 'the-token-of-a-stub-of-a-server_-';

/** A server of the user's dreams or nightmares, on a real socket of the loopback interface. */
export class StubServer {
  readonly received: Received[] = [];
  reply: (request: Received, index: number) => Reply = () => '';
  readonly #server: Server = createServer((request, response) => {
    void this.#read(request).then((received) => {
      this.received.push(received);
      const reply = this.reply(received, this.received.length - 1);
      const {
        status = 200,
        contentType = 'application/xml; charset=utf-8',
        body = '',
        afterMillis = 0,
      } = typeof reply === 'string' ? { body: `<Response>${reply}</Response>` } : reply;
      setTimeout(() => response.writeHead(status, { 'content-type': contentType }).end(body), afterMillis);
    });
  });

  async #read(request: IncomingMessage): Promise<Received> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', 'http://stub');
    const body = Buffer.concat(chunks).toString();
    const fields = body
      ? (JSON.parse(body) as Record<string, unknown>)
      : Object.fromEntries(url.searchParams);
    return { method: request.method ?? '', path: (request.url ?? '').replace(`/${TOKEN}/`, ''), fields };
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reset(): void {
    this.received.length = 0;
    this.reply = () => '';
  }
}

/** A stub for the tests of a file; each begins with an empty one. */
export function stubServer(): StubServer {
  const server = new StubServer();
  beforeAll(() => server.start());
  afterAll(() => server.stop());
  beforeEach(() => server.reset());
  return server;
}
