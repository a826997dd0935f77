import { setTimeout as sleep } from 'node:timers/promises';
import { Failure, UsageError } from '../usage/usage-error.ts';
import { type Application, type Changes, readApplication, writeChanges } from './application.ts';

const LIMITS = { tries: 5, waitSeconds: 60, timeoutMilliseconds: 30_000 };

/** What a status means. Bandwidth's own words are not printed: they may repeat what was sent, tokens too. */
const REFUSALS: Readonly<Record<number, string>> = {
  401: 'it does not know BW_CLIENT_ID and BW_CLIENT_SECRET',
  403: 'these credentials lack the role for it',
  404: 'there is no such application in the account BW_ACCOUNT_ID',
  429: 'too many requests, also after waiting',
};

/** @throws {Failure} that says what was wanted, for every answer but a good one */
async function send(what: string, url: string, init: RequestInit): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const signal = AbortSignal.timeout(LIMITS.timeoutMilliseconds);
    const response = await fetch(url, { ...init, redirect: 'manual', signal }).catch(({ name, cause }) => {
      throw new Failure(`Bandwidth did not answer (${cause?.code ?? name}), asked to ${what}.`);
    });
    const { status, headers } = response;
    if (response.ok) return response.text();
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
  const origin = process.env.BW_API_URL || 'https://api.bandwidth.com';
  if (!/^https:\/\/|^http:\/\/127\.0\.0\.1:/.test(origin))
    throw new UsageError('BW_API_URL must begin with https://, as secrets are sent there.');

  async function bearer(): Promise<string> {
    const authorization = `Basic ${Buffer.from(`${client}:${secret}`).toString('base64')}`;
    const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
    const init = { method: 'POST', headers, body: 'grant_type=client_credentials' };
    const answer = await send('give an access token', `${origin}/api/v1/oauth2/token`, init);
    const [, token] = /"access_token"\s*:\s*"([!#-[\]-~]+)"/.exec(answer) ?? [];
    if (token !== undefined) return `Bearer ${token}`;
    throw new Failure('Bandwidth answered without an access token.');
  }

  const request = async (what: string, path: string, init: RequestInit = {}): Promise<string> =>
    send(what, `${origin}${path}`, { ...init, headers: { ...init.headers, authorization: await bearer() } });

  const id = encodeURIComponent(applicationId);
  const path = `/api/accounts/${account}/applications/${id}`;
  return {
    read: async (): Promise<Application> => readApplication(await request('show the application', path)),

    /** Changes these fields alone: PATCH leaves the others, PUT would clear them. */
    async change(changes: Changes): Promise<void> {
      const headers = { 'content-type': 'application/xml' };
      await request('change the application', path, {
        method: 'PATCH',
        headers,
        body: writeChanges(changes),
      });
    },

    /** Whether SIP endpoints may call the application. */
    async takesSipCalls(): Promise<boolean> {
      const sip = `/v2/accounts/${account}/voice-applications/${id}`;
      return /"inboundSipCallsEnabled"\s*:\s*true/.test(await request('show the inbound SIP URI', sip));
    },
  };
}
