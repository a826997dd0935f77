import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import type { Fetch } from '../../bin/simulator/deliver.ts';

/**
 * Sends what is meant for a deployed API to the emulator, whatever the system makes
 * of names that end in `localhost`: to the loopback address, with the API in the
 * `Host` header. The global `fetch` does not let that header be set.
 */
export const emulatorFetch =
  (port: number): Fetch =>
  async (url, { method = 'GET', headers, body, signal }) => {
    const { hostname, pathname, search } = new URL(url);
    const host = `${hostname.split('.', 1)}.execute-api.localhost:${port}`;
    try {
      const sent = request({
        host: '127.0.0.1',
        port,
        method,
        path: pathname + search,
        headers: { ...(headers as Record<string, string>), host },
        ...(signal && { signal }),
      });
      sent.end(body);
      const [answer] = (await once(sent, 'response')) as [IncomingMessage];
      return new Response(await buffer(answer), {
        status: answer.statusCode ?? 0,
        headers: answer.headers as Record<string, string>,
      });
    } catch (error) {
      throw signal?.aborted ? signal.reason : error;
    }
  };
