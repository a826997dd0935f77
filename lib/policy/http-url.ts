import * as v from 'valibot';
import { MAX_URL_CHARACTERS } from '../../functions/recovery/bounds.ts';
import { ESCAPED, ESCAPES, HOST, isHost } from './host.ts';
import { hasInvisible } from './invisible.ts';

const URL_TEXT = 'an absolute http or https URL';

const LENGTH = 'a URL of at most 2,048 characters';

/** Tells whether the host can be called: an IPv4 address stands there as its four numbers. */
function hasHost(url: string): boolean {
  const { hostname } = new URL(url);
  return isHost(hostname) && (!/\.\d+$/.test(hostname) || url.includes(hostname));
}

function hasCallablePort(url: string): boolean {
  const { port } = new URL(url);
  return ['', '80', '443'].includes(port) || Number(port) >= 1024;
}

/**
 * An absolute http or https URL that Bandwidth calls: at most 2,048 characters, on port 80, 443 or
 * from 1024 on (https://dev.bandwidth.com/docs/voice/webhooks/).
 */
export const httpUrl = v.pipe(
  v.string(URL_TEXT),
  v.regex(/^https?:\/\/[^\s<>"/\\?#][^\s<>"]*$/i, URL_TEXT),
  v.url(URL_TEXT),
  v.check((url) => !hasInvisible(url), `${URL_TEXT} without invisible characters`),
  v.regex(ESCAPED, ESCAPES),
  v.check(hasHost, HOST),
  v.check(hasCallablePort, 'port 80, 443 or one above 1023: Bandwidth calls no other port'),
  v.maxLength(MAX_URL_CHARACTERS, LENGTH),
  v.check((url) => new URL(url).href.length <= MAX_URL_CHARACTERS, `${LENGTH} once it is escaped`),
);
