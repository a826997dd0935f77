/** One label of a host name (RFC 1035 §2.3.1); the underscore is not of the RFC, and in use. */
const LABEL = /^\w(?:[\w-]{0,61}\w)?$/;

/** Every `%` begins an escape (RFC 3986 §2.1). */
export const ESCAPED = /^(?:[^%]|%[\dA-Fa-f]{2})*$/;

/** The expectation of {@link ESCAPED}, in words. */
export const ESCAPES = 'two hexadecimal digits after each %';

/** The expectation of {@link isHost}, in words. */
export const HOST =
  'an IP address, or a host name whose parts have 1 to 63 characters and no "-" at either end';

const hostname = (host: string): string | undefined =>
  URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : undefined;

/**
 * Tells whether a text can be a host: a name, perhaps with the dot of the root (RFC 3261 §25.1),
 * an IPv6 address in brackets, or an IPv4 address: four numbers, though `URL` reads `1.2` as one, too.
 */
export function isHost(host: string): boolean {
  if (host.startsWith('[')) return hostname(host) !== undefined;
  const labels = host.replace(/\.$/, '').split('.');
  if (/^\d+$/.test(labels.at(-1) as string)) return hostname(host) === host;
  return labels.every((label) => LABEL.test(label));
}
