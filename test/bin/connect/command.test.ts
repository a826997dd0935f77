import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { FIELDS } from '../../../bin/connect/application.ts';
import { CALLBACKS } from '../../../functions/callbacks.ts';
import { runProgram } from '../program.ts';
import { ACCOUNT, type Answer, startCloudFormation } from './bandwidth-double.ts';
import { CREDENTIALS, connectStage, POLICY } from './stage.ts';

const stage = connectStage();
/** Where nobody listens. */
let closed: string;

beforeAll(async () => {
  // The functions themselves answer the probes.
  const { baseUrl, token } = stage.server;
  for (const { name } of CALLBACKS) await fetch(`${baseUrl}/${token}/${name}?probe=1`);
  const gone = await startCloudFormation(() => ({}));
  closed = gone.url;
  gone.close();
});

/** As it should be, with fields that are none of ours beside it. */
const right = () => ({
  AppName: 'Support <line> & more',
  CallInitiatedCallbackUrl: 'https://app.example.com/voice?a=1&b=2',
  CallInitiatedFallbackUrl: 'https://app.example.com/fallback',
  CallStatusCallbackUrl: `${stage.server.baseUrl}/${stage.server.token}/disconnect`,
});

describe('connect', () => {
  const wrong = () => ({
    ...right(),
    CallStatusCallbackUrl: '',
    CallStatusMethod: 'GET',
    CallbackTimeout: '3',
    CallbackCreds: { UserId: 'user', Password: 'their-password' },
  });

  it('as a program shows what is wrong, changes that alone by PATCH, and in a second run nothing', async () => {
    stage.bandwidth.fields = wrong();
    const first = await runProgram('connect.ts', stage.variables, stage.given('--yes'), stage.folder);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('The application "Support <line> & more":');
    expect(first.stdout).toMatch(/CallStatusCallbackUrl +\(empty\)\n +should be +http:.*\/…\/disconnect\n/);
    expect(first.stdout).toMatch(
      /status-url-empty: .*\n.*method-get: .*\n.*callback-timeout: .*\n\nNotes:\n\n {2}callback-creds: /,
    );
    expect(first.stdout).toContain('3 fields changed.');
    expect(stage.bandwidth.fields).toEqual({
      ...wrong(),
      ...right(),
      CallStatusMethod: 'POST',
      CallbackTimeout: '15',
    });
    expect(stage.changes()).toHaveLength(1);
    expect(stage.changes()[0]).not.toMatch(/Initiated|Creds|AppName/);

    const second = await runProgram('connect.ts', stage.variables, stage.given('--yes'), stage.folder);
    expect(second.stdout).toMatch(/callback-creds.*\n\nThere is nothing to change\.\n$/);
    expect(stage.changes()).toHaveLength(1);
    expect(stage.bandwidth.of('PUT')).toEqual([]);
    for (const secret of [stage.server.token, CREDENTIALS.secret, 'their-password'])
      expect(first.stdout + second.stdout).not.toContain(secret);
  });

  it('as a program without a terminal changes nothing unasked, and says how', async () => {
    stage.bandwidth.fields = wrong();
    const { code, stderr } = await runProgram('connect.ts', stage.variables, stage.given(), stage.folder);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'There is no terminal to ask at: --yes changes 3 fields.\n',
    });
    expect(stage.changes()).toEqual([]);
  });

  it.each([
    ['y', 1, 0],
    ['YES ', 1, 0],
    ['', 0, 1],
    ['n', 0, 1],
    ['yesterday', 0, 1],
  ])('asked and answered %j sends %i changes', async (answer, count, code) => {
    stage.bandwidth.fields = wrong();
    const ended = await stage.connect([], answer);
    expect(ended.ask).toHaveBeenCalledExactlyOnceWith('Change 3 fields of the application? [y/N] ');
    expect({ code: ended.code, changes: stage.changes().length }).toEqual({ code, changes: count });
  });

  it('with --check changes nothing and fails for what is wrong', async () => {
    stage.bandwidth.fields = wrong();
    expect(await stage.connect(['--check', '--yes'], 'y')).toMatchObject({
      code: 1,
      told: 'The application is not as it should be.',
    });
    expect(stage.changes()).toEqual([]);
  });

  it('with --check is content with what is right', async () => {
    stage.bandwidth.fields = right();
    const { code, text } = await stage.connect(['--check']);
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
    stage.bandwidth.fields = { ...right(), ...fields };
    const { code, text } = await stage.connect(['--check']);
    expect({ code, text }).toEqual({ code: 0, text: expect.stringMatching(/\n\nNotes:\n\n {2}[a-z-]+: /) });
  });

  it('with --check is content after --yes, whatever the application was', async () => {
    const text = fc.oneof(
      fc.constantFrom('', 'GET', '3', 'https://a.example/x?y=z', 'http://b.example', '{token}'),
      fc
        .constantFrom('initiate', 'disconnect', 'gone?a=b&c={token}#d')
        .map((name) => `${stage.server.baseUrl}/t/${name}`),
    );
    const fields = fc.record(Object.fromEntries(FIELDS.map((field) => [field, text])));
    await fc.assert(
      fc.asyncProperty(fields, fc.boolean(), async (before, frontDoor) => {
        stage.bandwidth.fields = before;
        const options = frontDoor ? ['--front-door'] : [];
        expect((await stage.connect(['--yes', ...options])).code).toBe(0);
        expect((await stage.connect(['--check', ...options])).code).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the query string of a URL that it puts right', async () => {
    const { CallStatusCallbackUrl: url } = right();
    stage.bandwidth.fields = {
      ...right(),
      CallStatusCallbackUrl: `${url.replace(stage.server.token, 'old')}?a=1&b=%20`,
    };
    expect((await stage.connect(['--yes'])).code).toBe(0);
    expect(stage.bandwidth.fields.CallStatusCallbackUrl).toBe(`${url}?a=1&b=%20`);
  });

  it.each(['/', '//', ' '])('takes an API with %j at its end', async (end) => {
    stage.bandwidth.fields = right();
    stage.variables.BW_API_URL = `${stage.bandwidth.url}${end}`;
    expect((await stage.connect(['--check'])).code).toBe(0);
  });

  it('changes who answers first with --front-door alone, and the fallback where it is told one', async () => {
    stage.bandwidth.fields = right();
    expect((await stage.connect(['--yes'])).text).toContain('There is nothing to change.');
    const base = `${stage.server.baseUrl}/`;
    expect((await stage.connect(['--yes', '--front-door', '--fallback-base-url', base])).code).toBe(0);
    const initiate = `${stage.server.baseUrl}/${stage.server.token}/initiate`;
    const changed = { CallInitiatedCallbackUrl: initiate, CallInitiatedFallbackUrl: initiate };
    expect(stage.bandwidth.fields).toEqual({ ...right(), ...changed });
  });

  it('takes the fallback from the stack that says which one takes over', async () => {
    stage.bandwidth.fields = right();
    stage.outputs = { ...stage.outputs, FallbackBaseUrl: stage.server.baseUrl };
    expect((await stage.connect(['--yes'])).code).toBe(0);
    expect(stage.bandwidth.fields.CallInitiatedFallbackUrl).toBe(
      `${stage.server.baseUrl}/${stage.server.token}/initiate`,
    );
  });

  it('changes nothing while the deployment does not know the token', async () => {
    stage.bandwidth.fields = wrong();
    const other = stage.file('other', 'another-token-of-no-account-0123456789');
    const { code, told, text } = await stage.connect(['--yes', '--token-file', other]);
    expect({ code, told }).toEqual({ code: 1, told: 'Nothing was changed: first the URLs must answer.' });
    for (const { name } of CALLBACKS) expect(text).toContain(`  unknown-token: ${name} answers 404`);
    expect(stage.changes()).toEqual([]);
  });

  it.each<[string, string, () => string]>([
    ['no-answer', 'does not answer', () => closed],
    ['no-probe', 'answers otherwise', () => stage.cloudFormation.url],
  ])('tells %s of what is at the URLs', async (name, told, base) => {
    stage.bandwidth.fields = right();
    stage.outputs = { ...stage.outputs, AnswerUrl: `${base()}/{token}/answer` };
    const { code, text } = await stage.connect(['--check']);
    expect(code).toBe(1);
    expect(text).toContain(`  ${name}: answer ${told}`);
  });

  const NUMBER = { routes: [{ name: 'a', destinations: ['+12125551234'] }] };
  it.each<[string, unknown, object, boolean]>([
    ['off', { data: { inboundSipCallsEnabled: false } }, POLICY, true],
    ['not told', {}, POLICY, true],
    ['on, without an envelope', { inboundSipCallsEnabled: true }, POLICY, false],
    ['off, where a route has a number', {}, NUMBER, false],
  ])('inbound SIP is %s', async (_what, sip, policy, isNoted) => {
    stage.bandwidth.fields = right();
    stage.bandwidth.sip = sip;
    stage.file('recovery.json', JSON.stringify(policy));
    const ended = await stage.connect(['--check']);
    expect(ended).toMatchObject({ code: 0, text: expect.stringContaining('Nothing is wrong') });
    expect(ended.text.includes('inbound-sip-disabled: inbound SIP is off')).toBe(isNoted);
  });

  it.each<[readonly string[], string | undefined]>([
    [['--yes'], undefined],
    [[], 'yes'],
  ])('changes nothing while the policy has addresses of examples: %j', async (options, answer) => {
    stage.bandwidth.fields = wrong();
    const destinations = ['sip:anna@office.example.com', '+15556667777', 'sip:a@pbx.acme.com'];
    stage.file('recovery.json', JSON.stringify({ routes: [{ name: 'office', destinations }] }));
    const samples =
      '  samples: sip:anna@office.example.com (routes[0].destinations[0]; 1 more like it) is from an example: write your own, and deploy the policy\n';
    const ended = await stage.connect(options, answer);
    expect(ended).toMatchObject({
      code: 1,
      told: 'Nothing was changed: first the policy must have addresses of your own.',
      text: expect.stringContaining(samples),
    });
    expect(ended.ask).not.toHaveBeenCalled();
    expect(stage.changes()).toEqual([]);
    expect(await stage.connect(['--check'])).toMatchObject({
      code: 1,
      text: expect.stringContaining(samples),
    });
  });

  const busy = { status: 429, headers: { 'retry-after': '1' } };
  it('waits as long as it is asked to, for a token and for the application', async () => {
    stage.bandwidth.fields = wrong();
    const application = `/api/accounts/${ACCOUNT}/applications`;
    stage.bandwidth.failures = {
      'POST /api/v1/oauth2/token': [busy],
      [`GET ${application}`]: [{ status: 503 }],
      [`PATCH ${application}`]: [busy],
    };
    // The double takes a token once: after a wait it must not be refused for that.
    expect(await stage.connect(['--yes'])).toMatchObject({ code: 0, told: '' });
    expect(stage.changes()).toHaveLength(2);
  });

  const answers = (request: string, answer: Answer) => () => {
    stage.bandwidth.failures = { [request]: [answer] };
  };
  const given = (name: string, value: string) => () => {
    stage.variables[name] = value;
  };
  it.each<[string, () => void, RegExp]>([
    ['wrong credentials', given('BW_CLIENT_SECRET', 'wrong'), /give an access token: it does not know/],
    ['another account', given('BW_ACCOUNT_ID', '1'), /show the application: there is no such application/],
    ['a missing role', answers('GET /api', { status: 403 }), /lack the role/],
    ['a defect of Bandwidth', answers('PATCH /', { status: 500 }), /change .*: it answered 500\./],
    ['a redirect', answers('GET', { status: 302, headers: { location: '/' } }), /answered 302/],
    ['a token that is none', () => (stage.bandwidth.accessToken = () => 'a\nb'), /without an access token/],
    ['one for messages', () => (stage.bandwidth.serviceType = 'Messaging-V2'), /no application for voice/],
    ['nobody', () => stage.bandwidth.close(), /^Bandwidth did not answer \(ECONNREFUSED\)/],
  ])('tells of %s in a line, and changes nothing', async (_what, breakIt, told) => {
    stage.bandwidth.fields = wrong();
    breakIt();
    const ended = await stage.connect(['--yes']);
    expect(ended.code).toBe(1);
    expect(ended.told).toMatch(told);
    expect(stage.bandwidth.fields).toEqual(wrong());
  });

  it.each([
    ['BW_CLIENT_ID', '', /^Set BW_CLIENT_ID\./],
    ['BW_CLIENT_SECRET', ' ', /^Set BW_CLIENT_SECRET\./],
    ['BW_ACCOUNT_ID', '', /^Set BW_ACCOUNT_ID\./],
    ['BW_API_URL', 'http://example.com', /^BW_API_URL must begin with https/],
    ['BW_API_URL', 'http://127.0.0.1:1@example.com', /^BW_API_URL must begin/],
    ['BW_API_URL', 'https://example.com/?a=b', /^BW_API_URL must .* have no query/],
  ])('refuses %s=%j', async (name, value, told) => {
    stage.variables[name] = value;
    expect(await stage.connect([])).toMatchObject({ code: 2, told: expect.stringMatching(told) });
    expect(stage.bandwidth.requests).toEqual([]);
  });

  it.each([
    ...['west', 'ftp://a.example', 'https://a.example?b=c', 'https://a.example/?', 'https://a.example/#b'],
    'https://a.example/{token}/initiate',
  ])('refuses the fallback %s', async (url) => {
    const ended = await stage.connect(['--fallback-base-url', url]);
    expect(ended.code).toBe(2);
    expect(ended.told).toMatch(/^--fallback-base-url must be a URL without a query/);
    expect(stage.bandwidth.requests).toEqual([]);
  });
});
