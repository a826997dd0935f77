import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FIELDS } from '../../../bin/connect/application.ts';
import { connectProgram } from '../../../bin/connect/command.ts';
import { CALLBACKS, urlOutput } from '../../../functions/callbacks.ts';
import { type OwnServer, startOwnServer } from '../../support/own-server.ts';
import { runProgram } from '../program.ts';
import { ACCOUNT, APPLICATION, startBandwidth, startCloudFormation } from './bandwidth-double.ts';

const folder = mkdtempSync(join(tmpdir(), 'connect-'));
const inFolder = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const CREDENTIALS = { id: 'client-id', secret: 'client-secret-0123456789' };
const POLICY = { routes: [{ name: 'desk', destinations: ['sip:a@pbx.acme.com'] }] };

let server: OwnServer;
let bandwidth: Awaited<ReturnType<typeof startBandwidth>>;
let cloudFormation: Awaited<ReturnType<typeof startCloudFormation>>;
let outputs: Record<string, string>;
/** Where nobody listens. */
let closed: string;
let variables: Record<string, string>;
let printed: string[];

beforeAll(async () => {
  // The functions themselves answer the probes.
  server = await startOwnServer(POLICY);
  for (const { name } of CALLBACKS) await fetch(`${server.baseUrl}/${server.token}/${name}?probe=1`);
  cloudFormation = await startCloudFormation(() => outputs);
  const gone = await startCloudFormation(() => outputs);
  closed = gone.url;
  gone.close();
});
afterAll(async () => {
  cloudFormation.close();
  rmSync(folder, { recursive: true });
  await server.close();
});
beforeEach(async () => {
  bandwidth = await startBandwidth(CREDENTIALS);
  outputs = Object.fromEntries(
    CALLBACKS.map(({ name }) => [urlOutput(name), `${server.baseUrl}/{token}/${name}`]),
  );
  variables = {
    BW_API_URL: bandwidth.url,
    BW_CLIENT_ID: CREDENTIALS.id,
    BW_CLIENT_SECRET: CREDENTIALS.secret,
    BW_ACCOUNT_ID: ACCOUNT,
    RECOVERY_FILE: inFolder('recovery.json', JSON.stringify(POLICY)),
    AWS_ENDPOINT_URL_CLOUDFORMATION: cloudFormation.url,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: 'us-east-1',
  };
  printed = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(text));
});
afterEach(() => {
  bandwidth.close();
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** As it should be, with fields that are none of ours beside it. */
const right = () => ({
  AppName: 'Support <line> & more',
  CallInitiatedCallbackUrl: 'https://app.example.com/voice?a=1&b=2',
  CallInitiatedFallbackUrl: 'https://app.example.com/fallback',
  CallStatusCallbackUrl: `${server.baseUrl}/${server.token}/disconnect`,
});

const given = (...options: string[]): string[] => [
  '--application',
  APPLICATION,
  '--token-file',
  inFolder('token', `${server.token}\n`),
  ...options,
];

/** Runs the program in this process. */
async function connect(options: readonly string[], answer?: string) {
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  const ask = vi.fn(async (_question: string) => answer ?? '');
  const program = connectProgram(answer === undefined ? undefined : ask);
  const error = await program.parseAsync(given(...options), { from: 'user' }).then(
    () => undefined,
    (thrown: Error & { exitCode?: number }) => thrown,
  );
  return { code: error ? error.exitCode : 0, told: error?.message ?? '', text: printed.join('\n'), ask };
}

const changes = () => bandwidth.of('PATCH').map(({ body }) => body);

describe('connect', () => {
  const wrong = () => ({
    ...right(),
    CallStatusCallbackUrl: '',
    CallStatusMethod: 'GET',
    CallbackTimeout: '3',
    CallbackCreds: { UserId: 'user', Password: 'their-password' },
  });

  it('as a program shows what is wrong, changes that alone by PATCH, and in a second run nothing', async () => {
    bandwidth.fields = wrong();
    const first = await runProgram('connect.ts', variables, given('--yes'), folder);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('The application "Support <line> & more":');
    expect(first.stdout).toMatch(/CallStatusCallbackUrl +\(empty\)\n +should be +http:.*\/…\/disconnect\n/);
    expect(first.stdout).toMatch(
      /status-url-empty: .*\n.*method-get: .*\n.*callback-timeout: .*\n\nNotes:\n\n {2}callback-creds: /,
    );
    expect(first.stdout).toContain('3 fields changed.');
    expect(bandwidth.fields).toEqual({
      ...wrong(),
      ...right(),
      CallStatusMethod: 'POST',
      CallbackTimeout: '15',
    });
    expect(changes()).toHaveLength(1);
    expect(changes()[0]).not.toMatch(/Initiated|Creds|AppName/);

    const second = await runProgram('connect.ts', variables, given('--yes'), folder);
    expect(second.stdout).toMatch(/callback-creds.*\n\nThere is nothing to change\.\n$/);
    expect(changes()).toHaveLength(1);
    expect(bandwidth.of('PUT')).toEqual([]);
    for (const secret of [server.token, CREDENTIALS.secret, 'their-password'])
      expect(first.stdout + second.stdout).not.toContain(secret);
  });

  it('as a program without a terminal changes nothing unasked, and says how', async () => {
    bandwidth.fields = wrong();
    const { code, stderr } = await runProgram('connect.ts', variables, given(), folder);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'There is no terminal to ask at: --yes changes 3 fields.\n',
    });
    expect(changes()).toEqual([]);
  });

  it.each([
    ['y', 1, 0],
    ['YES ', 1, 0],
    ['', 0, 1],
    ['n', 0, 1],
    ['yesterday', 0, 1],
  ])('asked and answered %j sends %i changes', async (answer, count, code) => {
    bandwidth.fields = wrong();
    const ended = await connect([], answer);
    expect(ended.ask).toHaveBeenCalledExactlyOnceWith('Change 3 fields of the application? [y/N] ');
    expect({ code: ended.code, changes: changes().length }).toEqual({ code, changes: count });
  });

  it('with --check changes nothing and fails for what is wrong', async () => {
    bandwidth.fields = wrong();
    expect(await connect(['--check', '--yes'], 'y')).toMatchObject({
      code: 1,
      told: 'The application is not as it should be.',
    });
    expect(changes()).toEqual([]);
  });

  it('with --check is content with what is right', async () => {
    bandwidth.fields = right();
    const { code, text } = await connect(['--check']);
    expect(code).toBe(0);
    expect(text).toContain('Nothing is wrong, and each URL knows the token.');
  });

  it.each<[string, object]>([
    ['no fallback', { CallInitiatedFallbackUrl: '' }],
    ['credentials of the own app', { CallbackCreds: { UserId: 'user', Password: 'p' } }],
    ['nobody who answers', { CallInitiatedCallbackUrl: '' }],
    ['an own app without https', { CallInitiatedCallbackUrl: 'http://app.example.com' }],
    [
      'a fallback of another token',
      { CallInitiatedFallbackUrl: `https://a.example/${'t'.repeat(43)}/initiate` },
    ],
  ])('with --check notes %s, which it would not change, and is content', async (_what, fields) => {
    bandwidth.fields = { ...right(), ...fields };
    const { code, text } = await connect(['--check']);
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/\n\nNotes:\n\n {2}[a-z-]+: /) });
  });

  it('with --check is content after --yes, whatever the application was', async () => {
    const text = fc.oneof(
      fc.constantFrom('', 'GET', '3', 'https://a.example/x?y=z', 'http://b.example', '{token}'),
      fc
        .constantFrom('initiate', 'disconnect', 'gone?a=b&c={token}#d')
        .map((name) => `${server.baseUrl}/t/${name}`),
    );
    const fields = fc.record(Object.fromEntries(FIELDS.map((field) => [field, text])));
    await fc.assert(
      fc.asyncProperty(fields, fc.boolean(), async (before, frontDoor) => {
        bandwidth.fields = before;
        const options = frontDoor ? ['--front-door'] : [];
        expect((await connect(['--yes', ...options])).code).toBe(0);
        expect((await connect(['--check', ...options])).code).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the query string of a URL that it puts right', async () => {
    const { CallStatusCallbackUrl: url } = right();
    bandwidth.fields = { ...right(), CallStatusCallbackUrl: `${url.replace(server.token, 'old')}?a=1&b=%20` };
    expect((await connect(['--yes'])).code).toBe(0);
    expect(bandwidth.fields.CallStatusCallbackUrl).toBe(`${url}?a=1&b=%20`);
  });

  it.each(['/', '//', ' '])('takes an API with %j at its end', async (end) => {
    bandwidth.fields = right();
    variables.BW_API_URL = `${bandwidth.url}${end}`;
    expect((await connect(['--check'])).code).toBe(0);
  });

  it('changes who answers first with --front-door alone, and the fallback where it is told one', async () => {
    bandwidth.fields = right();
    expect((await connect(['--yes'])).text).toContain('There is nothing to change.');
    const base = `${server.baseUrl}/`;
    expect((await connect(['--yes', '--front-door', '--fallback-base-url', base])).code).toBe(0);
    const initiate = `${server.baseUrl}/${server.token}/initiate`;
    const changed = { CallInitiatedCallbackUrl: initiate, CallInitiatedFallbackUrl: initiate };
    expect(bandwidth.fields).toEqual({ ...right(), ...changed });
  });

  it('takes the fallback from the stack that says which one takes over', async () => {
    bandwidth.fields = right();
    outputs = { ...outputs, FallbackBaseUrl: server.baseUrl };
    expect((await connect(['--yes'])).code).toBe(0);
    expect(bandwidth.fields.CallInitiatedFallbackUrl).toBe(`${server.baseUrl}/${server.token}/initiate`);
  });

  it('changes nothing while the deployment does not know the token', async () => {
    bandwidth.fields = wrong();
    const other = inFolder('other', 'another-token-of-no-account-0123456789');
    const { code, told, text } = await connect(['--yes', '--token-file', other]);
    expect({ code, told }).toEqual({ code: 1, told: 'Nothing was changed: first the URLs must answer.' });
    for (const { name } of CALLBACKS) expect(text).toContain(`  unknown-token: ${name} answers 404`);
    expect(changes()).toEqual([]);
  });

  it.each<[string, string, () => string]>([
    ['no-answer', 'does not answer', () => closed],
    ['no-probe', 'answers otherwise', () => cloudFormation.url],
  ])('tells %s of what is at the URLs', async (name, told, base) => {
    bandwidth.fields = right();
    outputs = { ...outputs, AnswerUrl: `${base()}/{token}/answer` };
    const { code, text } = await connect(['--check']);
    expect(code).toBe(1);
    expect(text).toContain(`  ${name}: answer ${told}`);
  });

  it.each<[string, unknown, object, boolean]>([
    ['off', { data: { inboundSipCallsEnabled: false } }, POLICY, true],
    ['not told', {}, POLICY, true],
    ['on, without an envelope', { inboundSipCallsEnabled: true }, POLICY, false],
    [
      'off, where a route has a number',
      {},
      { routes: [{ name: 'a', destinations: ['+12125551234'] }] },
      false,
    ],
  ])('inbound SIP is %s', async (_what, sip, policy, isNoted) => {
    bandwidth.fields = right();
    bandwidth.sip = sip;
    inFolder('recovery.json', JSON.stringify(policy));
    const ended = await connect(['--check']);
    expect(ended).toMatchObject({ code: 0, text: expect.stringContaining('Nothing is wrong') });
    expect(ended.text.includes('inbound-sip-disabled: inbound SIP is off')).toBe(isNoted);
  });

  it.each<[readonly string[], string | undefined]>([
    [['--yes'], undefined],
    [[], 'yes'],
  ])('changes nothing while the policy has addresses of examples: %j', async (options, answer) => {
    bandwidth.fields = wrong();
    const destinations = ['sip:anna@office.example.com', '+15556667777', 'sip:a@pbx.acme.com'];
    inFolder('recovery.json', JSON.stringify({ routes: [{ name: 'office', destinations }] }));
    const samples =
      '  samples: sip:anna@office.example.com (routes[0].destinations[0]; 1 more like it) is from an example: write your own, and deploy the policy\n';
    const ended = await connect(options, answer);
    expect(ended).toMatchObject({
      code: 1,
      told: 'Nothing was changed: first the policy must have addresses of your own.',
      text: expect.stringContaining(samples),
    });
    expect(ended.ask).not.toHaveBeenCalled();
    expect(changes()).toEqual([]);
    expect(await connect(['--check'])).toMatchObject({ code: 1, text: expect.stringContaining(samples) });
  });

  const busy = { status: 429, headers: { 'retry-after': '1' } };
  it('waits as long as it is asked to, for a token and for the application', async () => {
    bandwidth.fields = wrong();
    const application = `/api/accounts/${ACCOUNT}/applications`;
    bandwidth.failures = {
      'POST /api/v1/oauth2/token': [busy],
      [`GET ${application}`]: [{ status: 503 }],
      [`PATCH ${application}`]: [busy],
    };
    // The double takes a token once: after a wait it must not be refused for that.
    expect(await connect(['--yes'])).toMatchObject({ code: 0, told: '' });
    expect(changes()).toHaveLength(2);
  });

  it.each<[string, () => void, RegExp]>([
    [
      'wrong credentials',
      () => (variables.BW_CLIENT_SECRET = 'wrong-secret'),
      /give an access token: it does not know/,
    ],
    [
      'another account',
      () => (variables.BW_ACCOUNT_ID = '1'),
      /show the application: there is no such application/,
    ],
    ['a missing role', () => (bandwidth.failures = { 'GET /api': [{ status: 403 }] }), /lack the role/],
    [
      'a defect of Bandwidth',
      () => (bandwidth.failures = { 'PATCH /': [{ status: 500 }] }),
      /change .*: it answered 500\./,
    ],
    [
      'a redirect',
      () => (bandwidth.failures = { GET: [{ status: 302, headers: { location: '/' } }] }),
      /answered 302/,
    ],
    ['a token that is none', () => (bandwidth.accessToken = () => 'a\nb'), /without an access token/],
    [
      'an application for messages',
      () => (bandwidth.serviceType = 'Messaging-V2'),
      /no application for voice/,
    ],
    [
      'no XML',
      () => (bandwidth.failures = { 'GET /api': [{ status: 200, body: '<html><' }] }),
      /no application for voice/,
    ],
    ['nobody', () => bandwidth.close(), /^Bandwidth did not answer \(ECONNREFUSED\)/],
  ])('tells of %s in a line, and changes nothing', async (_what, breakIt, told) => {
    bandwidth.fields = wrong();
    breakIt();
    const ended = await connect(['--yes']);
    expect(ended.code).toBe(1);
    expect(ended.told).toMatch(told);
    expect(bandwidth.fields).toEqual(wrong());
  });

  it.each<[string, Record<string, string>, string[], RegExp]>([
    ['no client', { BW_CLIENT_ID: '' }, [], /^Set BW_CLIENT_ID\./],
    ['no secret', { BW_CLIENT_SECRET: ' ' }, [], /^Set BW_CLIENT_SECRET\./],
    ['no account', { BW_ACCOUNT_ID: '' }, [], /^Set BW_ACCOUNT_ID\./],
    ['an API without https', { BW_API_URL: 'http://example.com' }, [], /^BW_API_URL must begin with https/],
    [
      'an API with a name in it',
      { BW_API_URL: 'http://127.0.0.1:1@example.com' },
      [],
      /^BW_API_URL must begin/,
    ],
    [
      'an API with a query',
      { BW_API_URL: 'https://example.com/?a=b' },
      [],
      /^BW_API_URL must .* have no query/,
    ],
    ...[
      'west',
      'ftp://a.example',
      'https://a.example?b=c',
      'https://a.example/?',
      'https://a.example/#b',
    ].map((url): [string, Record<string, string>, string[], RegExp] => [
      `the fallback ${url}`,
      {},
      ['--fallback-base-url', url],
      /^--fallback-base-url must be a URL without a query/,
    ]),
    [
      'a fallback with the place of a token',
      {},
      ['--fallback-base-url', 'https://a.example/{token}/initiate'],
      /^--fallback-base-url must be/,
    ],
  ])('refuses %s', async (_what, changed, options, told) => {
    variables = { ...variables, ...changed };
    const ended = await connect(options);
    expect(ended.code).toBe(2);
    expect(ended.told).toMatch(told);
    expect(bandwidth.requests).toEqual([]);
  });
});
