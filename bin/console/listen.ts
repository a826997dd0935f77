import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of a page. */
export interface PageServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Serves on 127.0.0.1: on the port that is wanted, or on a free one where that is taken or is none. */
export async function listenNear(wantedPort: number, listener: RequestListener): Promise<PageServer> {
  const server = createServer(listener);
  const listenOn = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  await listenOn(wantedPort).catch(() => listenOn(0));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
