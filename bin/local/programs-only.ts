import type { IncomingMessage, RequestListener, Server } from 'node:http';

/** Any port: a proxy of this machine may stand before. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * Tells a program of this machine from a browser's page: a page of another site sends `Origin` or
 * `Sec-Fetch-Site` (https://www.w3.org/TR/fetch-metadata/), one whose name was rebound to this
 * machine a `Host` of its own.
 */
const isFromProgram = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.origin === undefined &&
  headers['sec-fetch-site'] === undefined &&
  LOOPBACK_HOST.test(headers.host ?? '');

const REFUSAL = JSON.stringify({
  __type: 'com.amazon.coral.service#AccessDeniedException',
  message: 'Only programs of this machine are served here, no browser.',
});

/** Has a server on loopback refuse browsers, as it asks nobody for a key. */
export function programsOnly(server: Server): void {
  const listeners = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (isFromProgram(request)) for (const listener of listeners) listener(request, response);
    else response.writeHead(403, { 'content-type': 'application/x-amz-json-1.0' }).end(REFUSAL);
  });
}
