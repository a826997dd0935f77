import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { baseUrl } from './base-url.ts';

const LIMITS = { tries: 5, waitSeconds: 60 };

/** How long an answer may take with its body, how large that may be, and what a status means for what was asked. */
export interface Bounds {
  readonly timeoutMilliseconds: number;
  readonly megabytes: number;
  readonly refusals?: Readonly<Record<number, string>>;
}

/** The bounds of answers that are texts. */
export const TEXT_BOUNDS: Bounds = { timeoutMilliseconds: 30_000, megabytes: 1 };

/** The meaning of each status. Bandwidth's own words are not printed: they may repeat what was sent, tokens too. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: 'it does not know BW_CLIENT_ID and BW_CLIENT_SECRET',
  403: 'these credentials lack the role for it',
  429: 'too many requests, also after waiting',
};

/** The body of a good answer. Any other is not read: left open, it would hold the program. */
async function bytesOf({ ok, body }: Response, { megabytes }: Bounds): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!ok) await body?.cancel();
  else
    for await (const chunk of body ?? []) {
      length += chunk.length;
      if (length > megabytes * 1e6)
        throw new Error('too long', { cause: { code: `more than ${megabytes} MB` } });
      chunks.push(chunk);
    }
  return Buffer.concat(chunks);
}

/**
 * Sends a request, and gives the body of a good answer. It waits and tries again where it is told that there are too many.
 * @throws {Failure} that says what was wanted, for every answer but a good one, and for one that breaks off
 */
export async function send(what: string, url: string, init: RequestInit, bounds: Bounds): Promise<Buffer> {
  for (let tries = 1; ; tries += 1) {
    const signal = AbortSignal.timeout(bounds.timeoutMilliseconds);
    // A redirect is not followed: it would take the credentials elsewhere.
    const { response, bytes } = await fetch(url, { ...init, redirect: 'manual', signal })
      .then(async (response) => ({ response, bytes: await bytesOf(response, bounds) }))
      .catch(({ name, cause }) => {
        throw new Failure(`Bandwidth did not answer (${cause?.code ?? name}), asked to ${what}.`);
      });
    const { status, headers } = response;
    if (response.ok) return bytes;
    const refusal = { ...REFUSALS, ...bounds.refusals }[status] ?? `it answered ${status}`;
    if (![429, 503].includes(status) || tries === LIMITS.tries)
      throw new Failure(`Bandwidth refused to ${what}: ${refusal}.`);
    const waitSeconds = Number(headers.get('retry-after')) || 2 ** tries;
    await sleep(Math.min(waitSeconds, LIMITS.waitSeconds) * 1000);
  }
}

/** Variables of the environment, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** @throws {UsageError} where a variable is not set */
export function neededVariable(variables: Variables, name: string): string {
  const value = variables[name]?.trim();
  if (value) return value;
  throw new UsageError(`Set ${name}. API credentials are made in the Bandwidth App.`);
}

/**
 * An address of Bandwidth: its own, unless a variable names another.
 * @throws {UsageError} for one that secrets must not be sent to
 */
export function addressOf(variables: Variables, name: string, usual: string): string {
  const base = baseUrl(variables[name]?.trim() || usual);
  if (base !== undefined && /^https:\/\/|^http:\/\/127\.0\.0\.1:/.test(base)) return base;
  throw new UsageError(`${name} must begin with https://, as secrets are sent there, and have no query.`);
}

/**
 * The address of Bandwidth's API, and access tokens for it: a new one for each request, so none expires.
 * Source: https://dev.bandwidth.com/docs/voice/programmable-voice/inbound-sip-uri/quick-start
 * @throws {UsageError} where credentials are missing; `bearer` {@link Failure}, with no secret in it
 */
export function bandwidthAccess(variables: Variables) {
  const [client, secret] = ['BW_CLIENT_ID', 'BW_CLIENT_SECRET'].map((name) =>
    neededVariable(variables, name),
  );
  const address = addressOf(variables, 'BW_API_URL', 'https://api.bandwidth.com');

  async function bearer(): Promise<string> {
    const authorization = `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers, body: 'grant_type=client_credentials' };
    const answer = await send('give an access token', `${address}/api/v1/oauth2/token`, init, TEXT_BOUNDS);
    const [, token] = /"access_token"\s*:\s*"([!#-[\]-~]+)"/.exec(String(answer)) ?? [];
    if (token !== undefined) return `Bearer ${token}`;
    throw new Failure('Bandwidth answered without an access token.');
  }

  return { address, bearer };
}
