import { request } from 'node:http';
import type { Fetch } from '../../bin/simulator/deliver.ts';

/** The host of a deployed HTTP API, as the outputs of the stack have it. */
const API_HOST = /^([a-z0-9]+)\.execute-api\./;

/**
 * Sends what is meant for a deployed API to the emulator, whatever the system makes
 * of names that end in `localhost`: to the loopback address, with the API in the
 * `Host` header. The global `fetch` does not let that header be set.
 */
export const emulatorFetch =
  (port: number): Fetch =>
  (url, { method = 'GET', headers = {}, body, signal }) => {
    const { hostname, pathname, search } = new URL(url);
    const api = API_HOST.exec(hostname)?.[1] ?? hostname;
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(signal?.aborted ? signal.reason : error);
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          method,
          path: pathname + search,
          headers: { ...(headers as Record<string, string>), host: `${api}.execute-api.localhost:${port}` },
          ...(signal && { signal }),
        },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', fail);
          answer.on('end', () => {
            const text = Object.entries(answer.headers).map(([name, value]): [string, string] => [
              name,
              String(value),
            ]);
            const status = answer.statusCode ?? 0;
            resolve(new Response(Buffer.concat(chunks), { status, headers: text }));
          });
        },
      );
      sent.on('error', fail).end(body as string | undefined);
    });
  };
