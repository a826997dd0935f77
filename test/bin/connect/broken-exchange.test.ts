import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { connectProgram } from '../../../bin/connect/command.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { type OwnServer, startOwnServer } from '../../support/own-server.ts';
import { runProgram } from '../program.ts';
import { ACCOUNT, APPLICATION, startBandwidth, startCloudFormation } from './bandwidth-double.ts';
import { BREAKS, raw } from './breaks.ts';

const CREDENTIALS = { id: 'client-id', secret: 'client-secret-0123456789' };
const folder = mkdtempSync(join(tmpdir(), 'connect-broken-'));
let server: OwnServer;
let bandwidth: Awaited<ReturnType<typeof startBandwidth>>;
let cloudFormation: Awaited<ReturnType<typeof startCloudFormation>>;
let variables: Record<string, string>;
let given: string[];

beforeAll(async () => {
  server = await startOwnServer({ routes: [{ name: 'desk', destinations: ['sip:a@pbx.acme.com'] }] });
  const outputs = CALLBACKS.map(({ name }) => [urlOutput(name), `${server.baseUrl}/{token}/${name}`]);
  cloudFormation = await startCloudFormation(() => Object.fromEntries(outputs));
  for (const [name, text] of [
    ['token', server.token],
    ['recovery.json', '{"routes":[{"name":"a","destinations":["sip:a@pbx.acme.com"]}]}'],
  ] as const)
    writeFileSync(join(folder, name), text);
  given = ['--application', APPLICATION, '--token-file', join(folder, 'token')];
});
afterAll(async () => {
  cloudFormation.close();
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  bandwidth = await startBandwidth(CREDENTIALS);
  bandwidth.fields = {
    AppName: 'app',
    CallbackTimeout: '3',
    CallbackCreds: { UserId: 'user', Password: 'p' },
  };
  variables = {
    BW_API_URL: bandwidth.url,
    BW_CLIENT_ID: CREDENTIALS.id,
    BW_CLIENT_SECRET: CREDENTIALS.secret,
    BW_ACCOUNT_ID: ACCOUNT,
    RECOVERY_FILE: join(folder, 'recovery.json'),
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
  };
});
afterEach(() => {
  bandwidth.close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Runs the program in this process. */
async function connect(...options: string[]) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const printed: string[] = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
  const ended = await connectProgram()
    .parseAsync([...given, ...options], { from: 'user' })
    .then(
      () => ({ code: 0, told: '' }),
      ({ exitCode, message }) => ({ code: exitCode, told: message }),
    );
  return { ...ended, text: printed.join('\n') };
}

/** The 30 s that an answer may take are 2; the URLs that are probed have all their time. */
function waitLess(): void {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((wait) => timeout(wait === 30_000 ? 2000 : wait));
}

const REQUESTS = {
  'the token': 'POST /api/v1/oauth2/token',
  'the application': 'GET /api/accounts',
  'the change': 'PATCH /api',
} as const;

it.each(
  Object.entries(REQUESTS).flatMap(([what, request]) =>
    Object.entries(BREAKS).map(([how, breaks]) => ({ what, how, request, breaks })),
  ),
)('$how, asked for $what, is one line', async ({ request, breaks }) => {
  waitLess();
  bandwidth.failures = { [request]: [{ status: 200, breaks }] };
  const { code, told } = await connect('--yes');
  expect(code).toBe(1);
  expect(told).toMatch(/^Bandwidth did not answer \([\w -]+\), asked to [a-z ]+\.$/);
  expect(bandwidth.fields.CallbackTimeout).toBe('3');
});

it.each(Object.entries(BREAKS))('%s, asked for inbound SIP, is a note', async (_how, breaks) => {
  waitLess();
  bandwidth.failures = { 'GET /v2': [{ status: 200, breaks }] };
  const { code, told, text } = await connect('--yes');
  expect({ code, told }).toEqual({ code: 0, told: '' });
  expect(text).toContain('inbound-sip-disabled');
});

it.each([500, 302, 404])('as a program does not wait for the body of an answer %i', async (status) => {
  const stalled = raw(`HTTP/1.1 ${status} No\r\ncontent-length: 99\r\n\r\n<`);
  bandwidth.failures = { 'GET /api': [{ status, breaks: stalled }] };
  const { code, stderr } = await runProgram('connect.ts', variables, given, folder);
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Bandwidth refused to show the application: .*\n$/);
});

const OK = '<ApplicationProvisioningResponse><Application><ServiceType>Voice-V2</ServiceType>';
const DONE = '</Application></ApplicationProvisioningResponse>';
const ERRORS =
  '<ApplicationProvisioningResponse><ErrorList><Error><Code>12</Code></Error></ErrorList></ApplicationProvisioningResponse>';

it.each([
  ['HTML', '<!doctype html><html><body>Sign in</body></html>', /no application for voice/],
  ['nothing', '', /no application for voice/],
  ['JSON', '{"Application":{"ServiceType":"Voice-V2"}}', /no application for voice/],
  ['a list of errors', ERRORS, /no application for voice/],
  ['XML that breaks off', OK.slice(0, -4), /no application for voice/],
  ['XML that is nested deep', `${OK}${'<a>'.repeat(50_000)}`, /no application for voice/],
  ['two applications', `${OK}</Application><Application>${DONE}`, /no application for voice/],
  [
    'a field twice',
    `${OK}<CallStatusCallbackUrl>https://a.example</CallStatusCallbackUrl><CallStatusCallbackUrl/>${DONE}`,
    /with CallStatusCallbackUrl twice/,
  ],
  [
    'a field with elements in it',
    `${OK}<CallbackTimeout><Seconds>5</Seconds></CallbackTimeout>${DONE}`,
    /with CallbackTimeout twice, or with more than a text in it/,
  ],
])('%s for the application is one line, and nothing is changed', async (_what, body, line) => {
  bandwidth.failures = { 'GET /api': [{ status: 200, body }] };
  const { code, told } = await connect('--yes');
  expect({ code, told }).toEqual({ code: 1, told: expect.stringMatching(line) });
  expect(told).not.toContain('\n');
  expect(bandwidth.of('PATCH')).toEqual([]);
});

const unchanged =
  /^Sent, but not as it should be afterwards: CallStatusCallbackUrl, CallbackTimeout\. --check/;

it.each<[string, () => void, RegExp]>([
  [
    'a list of errors in a 200',
    () => (bandwidth.failures = { PATCH: [{ status: 200, body: ERRORS }] }),
    unchanged,
  ],
  ['HTML', () => (bandwidth.failures = { PATCH: [{ status: 200, body: '<html>' }] }), unchanged],
  ['an answer as if', () => (bandwidth.keeps = () => ({})), unchanged],
  [
    'one field left out',
    () => (bandwidth.keeps = ({ CallbackTimeout: _, ...rest }) => rest),
    /afterwards: CallbackTimeout\./,
  ],
  [
    'a URL cut short',
    () =>
      (bandwidth.keeps = (sent) => ({
        ...sent,
        CallStatusCallbackUrl: String(sent.CallStatusCallbackUrl).slice(0, -3),
      })),
    /afterwards: CallStatusCallbackUrl\./,
  ],
  [
    'other fields wiped',
    () => {
      bandwidth.fields.CallInitiatedMethod = 'GET';
      bandwidth.keeps = (sent) => ({ ...sent, CallInitiatedMethod: '', CallbackCreds: '' });
    },
    /afterwards: CallInitiatedMethod, CallbackCreds\./,
  ],
])('a change that ends in %s is told, exit 1', async (_what, breakIt, line) => {
  breakIt();
  const { code, told, text } = await connect('--yes');
  expect({ code, told }).toEqual({ code: 1, told: expect.stringMatching(line) });
  expect(text).not.toContain('changed.');
});

it('a change that cannot be read again is told as sent', async () => {
  const read = bandwidth.keeps;
  bandwidth.keeps = (sent) => {
    bandwidth.failures = { 'GET /api': [{ status: 500 }] };
    return read(sent);
  };
  expect(await connect('--yes')).toMatchObject({
    code: 1,
    told: 'Bandwidth refused to show the application after the change: it answered 500.',
  });
  expect(bandwidth.fields.CallbackTimeout).toBe('15');
});
