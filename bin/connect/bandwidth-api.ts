import { bandwidthAccess, neededVariable, send, TEXT_BOUNDS } from '../bandwidth/access.ts';
import { type Application, type Changes, readApplication, writeChanges } from './application.ts';

const BOUNDS = {
  ...TEXT_BOUNDS,
  refusals: { 404: 'there is no such application in the account BW_ACCOUNT_ID' },
};

/**
 * Bandwidth's API, as far as it concerns one voice application.
 * Sources: https://dev.bandwidth.com/docs/account/applications and
 * https://dev.bandwidth.com/docs/voice/programmable-voice/inbound-sip-uri/quick-start
 * @throws {UsageError} where credentials are missing; each method {@link Failure}, with no secret in it
 */
export function bandwidthApi(applicationId: string) {
  const { address, bearer } = bandwidthAccess(process.env);
  async function request(what: string, path: string, init: RequestInit = {}): Promise<string> {
    const headers = { ...init.headers, authorization: await bearer() };
    return String(await send(what, `${address}${path}`, { ...init, headers }, BOUNDS));
  }

  const account = neededVariable(process.env, 'BW_ACCOUNT_ID');
  const [inAccount, id] = [account, applicationId].map(encodeURIComponent);
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
