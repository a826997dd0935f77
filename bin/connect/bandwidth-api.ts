import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { type Application, type Changes, readApplication, writeChanges } from './application.ts';
import { baseUrl } from './base-url.ts';

const LIMITS = { tries: 5, waitSeconds: 60, timeoutMilliseconds: 30_000, bodyBytes: 1_000_000 };

/** The meaning of each status. Bandwidth's own words are not printed: they may repeat what was sent, tokens too. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: 'it does not know BW_CLIENT_ID and BW_CLIENT_SECRET',
  403: 'these credentials lack the role for it',
  404: 'there is no such application in the account BW_ACCOUNT_ID',
  429: 'too many requests, also after waiting',
};

/** The body of a good answer. Any other is not read: left open, it would hold the program. */
async function textOf({ ok, body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (!ok) await body?.cancel();
  else
    for await (const chunk of body ?? []) {
      length += chunk.length;
      if (length > LIMITS.bodyBytes) throw new Error('too long', { cause: { code: 'more than 1 MB' } });
      chunks.push(chunk);
    }
  return Buffer.concat(chunks).toString();
}

/** @throws {Failure} that says what was wanted, for every answer but a good one, and for one that breaks off */
async function send(what: string, url: string, init: RequestInit): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const signal = AbortSignal.timeout(LIMITS.timeoutMilliseconds);
    const { response, text } = await fetch(url, { ...init, redirect: 'manual', signal })
      .then(async (response) => ({ response, text: await textOf(response) }))
      .catch(({ name, cause }) => {
        throw new Failure(`Bandwidth did not answer (${cause?.code ?? name}), asked to ${what}.`);
      });
    const { status, headers } = response;
    if (response.ok) return text;
    if (![429, 503].includes(status) || tries === LIMITS.tries)
      throw new Failure(`Bandwidth refused to ${what}: ${REFUSALS[status] ?? `it answered ${status}`}.`);
    const waitSeconds = Number(headers.get('retry-after')) || 2 ** tries;
    await sleep(Math.min(waitSeconds, LIMITS.waitSeconds) * 1000);
  }
}

/**
 * Bandwidth's API, as far as it concerns one voice application. Each request has a new token, so none expires.
 * Sources: https://dev.bandwidth.com/docs/account/applications and
 * https://dev.bandwidth.com/docs/voice/programmable-voice/inbound-sip-uri/quick-start
 * @throws {UsageError} where credentials are missing; each method {@link Failure}, with no secret in it
 */
export function bandwidthApi(applicationId: string) {
  const [client, secret, account] = ['BW_CLIENT_ID', 'BW_CLIENT_SECRET', 'BW_ACCOUNT_ID'].map((name) => {
    const value = process.env[name]?.trim();
    if (value) return value;
    throw new UsageError(`Set ${name}. API credentials are made in the Bandwidth App.`);
  });
  const base = baseUrl(process.env.BW_API_URL?.trim() || 'https://api.bandwidth.com');
  if (base === undefined || !/^https:\/\/|^http:\/\/127\.0\.0\.1:/.test(base))
    throw new UsageError(
      'BW_API_URL must begin with https://, as secrets are sent there, and have no query.',
    );

  async function bearer(): Promise<string> {
    const authorization = `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers, body: 'grant_type=client_credentials' };
    const answer = await send('give an access token', `${base}/api/v1/oauth2/token`, init);
    const [, token] = /"access_token"\s*:\s*"([!#-[\]-~]+)"/.exec(answer) ?? [];
    if (token !== undefined) return `Bearer ${token}`;
    throw new Failure('Bandwidth answered without an access token.');
  }

  const request = async (what: string, path: string, init: RequestInit = {}): Promise<string> =>
    send(what, `${base}${path}`, { ...init, headers: { ...init.headers, authorization: await bearer() } });

  const [inAccount, id] = [account, applicationId].map((part) => encodeURIComponent(String(part)));
  const path = `/api/accounts/${inAccount}/applications/${id}`;
  const read = async (what: string): Promise<Application> => readApplication(await request(what, path));
  return {
    read: () => read('show the application'),

    /** Changes these fields alone: PATCH leaves the others, PUT would clear them. Then the application is read again. */
    async change(changes: Changes): Promise<Application> {
      const headers = { 'content-type': 'application/xml' };
      await request('change the application', path, {
        method: 'PATCH',
        headers,
        body: writeChanges(changes),
      });
      return read('show the application after the change');
    },

    /** Whether SIP endpoints may call the application. */
    async takesSipCalls(): Promise<boolean> {
      const sip = `/v2/accounts/${inAccount}/voice-applications/${id}`;
      return /"inboundSipCallsEnabled"\s*:\s*true/.test(await request('show the inbound SIP URI', sip));
    },
  };
}
