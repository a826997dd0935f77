import type { IncomingMessage } from 'node:http';

const LOOPBACK_NAMES: readonly string[] = ['127.0.0.1', 'localhost'];

/** A tunnel or proxy that rewrites `Host` leaves one of these: behind it is not this machine. */
const FORWARDED = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-real-ip',
  'cf-connecting-ip',
  'via',
];

/**
 * Tells requests of this machine's own browser from all others: a foreign `Host` is how DNS
 * rebinding gets in, and a tunnel is not for the console.
 */
export function isFromThisMachine({ headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  if (FORWARDED.some((name) => headers[name] !== undefined)) return false;
  const port = socket.localPort;
  return LOOPBACK_NAMES.some(
    (name) => headers.host === `${name}:${port}` || (port === 80 && headers.host === name),
  );
}

/** Tells requests that say of themselves to come from a page of another origin. */
export const isFromOtherOrigin = ({ headers }: Pick<IncomingMessage, 'headers'>): boolean =>
  headers.origin !== undefined && headers.origin !== `http://${headers.host}`;

/** Tells requests of our own page; a browser says of every other page that it is another. */
export function isFromOurPage(request: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  return !isFromOtherOrigin(request) && (request.method === 'GET' || origin !== undefined);
}
