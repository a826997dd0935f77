import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { CallStory, Words } from '../../../bin/console/messages.ts';
import { CALL_STATE_WORDS } from '../../../bin/words/call-states.ts';
import { toneOf } from '../../../bin/words/outcomes.ts';
import { OUTCOMES } from '../../../functions/recovery/outcome.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { type ConsoleServer, POLICY, row, startConsoleServer, TOKEN } from './console-server.ts';

const rows = new Map([['c-1', [row('c-1', { tag: `spelled ${TOKEN}` })]]]);
let served: ConsoleServer;
let deployed: ConsoleServer;
beforeAll(async () => {
  served = await startConsoleServer(rows);
  deployed = await startConsoleServer(rows, { mode: 'deployed' });
});
afterAll(() => Promise.all([served.close(), deployed.close()]));

const MODES = [
  ['a server on this machine', () => served.baseUrl],
  ['a deployed table', () => deployed.baseUrl],
] as const;

const get = (path: string, headers: Record<string, string> = {}) => fetch(served.baseUrl + path, { headers });

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(served.baseUrl + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: served.baseUrl, ...headers },
    body: JSON.stringify(body),
  });

/** `fetch` writes `Host` by itself. */
async function statusForHost(baseUrl: string, host: string): Promise<number | undefined> {
  const [response] = await once(request(`${baseUrl}/`, { headers: { host } }).end(), 'response');
  response.resume();
  return response.statusCode;
}

test('serves the page under a strict policy', async () => {
  const response = await get('/');
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toContain('unsafe');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  expect(await response.text()).toContain('<title>Calls</title>');
});

test('the page loads nothing from elsewhere, and every file it names is there', async () => {
  const page = await (await get('/')).text();
  const files = [...page.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, path = '']) => path);
  expect(files.every((path) => path.startsWith('/console/'))).toBe(true);
  for (const path of files) expect((await get(path)).status, path).toBe(200);
  const script = await get('/console/main.js');
  expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  for (const [, module] of (await script.text()).matchAll(/from '\.\/([^']+)'/g))
    expect((await get(`/console/${module}`)).status, module).toBe(200);
});

test.each(MODES)('to other hosts and through a tunnel there is no console of %s', async (_, baseUrl) => {
  const { port, hostname } = new URL(baseUrl());
  expect(hostname).toBe('127.0.0.1');
  expect(await statusForHost(baseUrl(), `localhost:${port}`)).toBe(200);
  expect(await statusForHost(baseUrl(), `rebound.example.com:${port}`)).toBe(404);
  for (const path of ['/', '/console/call?callId=c-1', '/console/policy']) {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    expect((await fetch(baseUrl() + path, { headers })).status).toBe(404);
  }
});

test('is on a free port where the wanted one is none', async () => {
  const other = await startConsoleServer(new Map(), { wantedPort: 65_536 });
  expect((await fetch(other.baseUrl)).status).toBe(200);
  await other.close();
});

test('tells a call, without the token wherever it came from', async () => {
  const response = await get('/console/call?callId=c-1');
  const text = await response.text();
  expect(response.status).toBe(200);
  expect(text).toContain('spelled {token}');
  expect(text).not.toContain(TOKEN);
});

test.each([
  '/console/call?callId=c-none',
  '/console/call',
  '/console/none',
  '/console/../package.json',
  '/favicon.ico',
  '/some-token/refer-complete',
])('there is no %s', async (path) => expect((await get(path)).status).toBe(404));

test.each(MODES)('another page reads nothing of %s', async (_, baseUrl) => {
  const statusOf = async (path: string, headers: Record<string, string>) =>
    (await fetch(baseUrl() + path, { headers })).status;
  for (const path of ['/console/call?callId=c-1', '/console/events', '/console/earlier', '/console/policy'])
    expect(await statusOf(path, { 'sec-fetch-site': 'cross-site' }), path).toBe(403);
  for (const path of ['/', '/console/main.js', '/console/call?callId=c-1', '/console/events']) {
    expect(await statusOf(path, { origin: 'http://evil.example.com' }), path).toBe(403);
    expect(await statusOf(path, { origin: 'null' }), path).toBe(403);
  }
});

test('of a deployed table there is no play, no command that sends, and the rest as of a server', async () => {
  const ask = (path: string) => fetch(deployed.baseUrl + path);
  const headers = { 'content-type': 'application/json', origin: deployed.baseUrl };
  const body = JSON.stringify({ outcomes: ['busy'] });
  const play = await fetch(`${deployed.baseUrl}/console/play`, { method: 'POST', headers, body });
  expect(play.status).toBe(404);
  expect((await ask('/console/cases')).status).toBe(404);
  const story = (await (await ask('/console/call?callId=c-1')).json()) as CallStory;
  expect(story.moments[0]).not.toHaveProperty('curl');
  expect(story.moments[0]).toMatchObject({ outcome: 'busy', explanation: { outcome: 'busy' } });
  const question = JSON.stringify(story.moments[0]?.whatIf);
  const whatIf = await fetch(`${deployed.baseUrl}/console/what-if`, {
    method: 'POST',
    headers,
    body: question,
  });
  expect(await whatIf.json()).toMatchObject({ outcome: 'busy' });
});

test.each([
  [
    Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' }),
    'No AWS credentials. Set AWS_PROFILE, or log in (aws sso login).',
  ],
  [
    Object.assign(new Error('User: arn:aws:iam::1:user/x is not authorized'), {
      name: 'AccessDeniedException',
    }),
    'Not allowed: this needs dynamodb:Query on the table and its indexes, and for --stack cloudformation:DescribeStacks.',
  ],
])('a deployed table that cannot be read is told in a line: %s', async (error, line) => {
  async function* fails(): AsyncGenerator<never> {
    yield await Promise.reject(error);
  }
  const broken = await startConsoleServer(new Map(), {
    mode: 'deployed',
    reader: { call: fails, byOutcome: fails },
  });
  onTestFinished(broken.close);
  const answer = await fetch(`${broken.baseUrl}/console/call?callId=c-1`);
  expect(await answer.json()).toEqual({ message: line });
  const events = await fetch(`${broken.baseUrl}/console/events`);
  let told = '';
  for await (const chunk of events.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    told += chunk;
    if (told.includes('"trouble"')) break;
  }
  expect(told).toContain(JSON.stringify(line));
});

const EVENT = { event: { ...row('c-9') }, url: 'refer-complete' };

test.each(['/console/play', '/console/what-if'])('another page cannot post to %s', async (path) => {
  expect((await post(path, EVENT, { origin: 'http://evil.example.com' })).status).toBe(403);
  expect((await post(path, EVENT, { origin: 'null' })).status).toBe(403);
  expect((await post(path, EVENT, { 'content-type': 'text/plain' })).status).toBe(415);
});

test('explains an event that never was', async () => {
  const answer = await (await post('/console/what-if', EVENT)).json();
  expect(answer).toMatchObject({
    outcome: 'busy',
    decision: expect.stringContaining('sip:b@example.com'),
    bxml: expect.stringContaining('<Refer'),
  });
});

test('says what is wrong with an event', async () => {
  const { event } = EVENT;
  const ask = (body: unknown) => post('/console/what-if', body);
  const without = await ask({ ...EVENT, event: { ...event, eventType: undefined } });
  expect(await without.json()).toMatchObject({ status: 200, issues: [expect.stringContaining('eventType')] });
  const nowhere = await ask({ event, url: 'nowhere' });
  expect(nowhere.status).toBe(400);
  expect(await nowhere.text()).toContain('The URL must end in the name of a callback: ');
  expect((await ask({ event })).status).toBe(400);
  expect((await ask('no object')).status).toBe(400);
  expect((await ask({ ...EVENT, event: 'x'.repeat(300_000) })).status).toBe(413);
});

test('tells the page how each outcome that can be stored is coloured', async () => {
  const { outcomes, states } = (await (await get('/console/words')).json()) as Words;
  expect(states).toEqual(CALL_STATE_WORDS);
  expect(Object.keys(outcomes).sort()).toEqual([...OUTCOMES, 'rejected'].sort());
  expect(outcomes).toMatchObject({
    busy: { tone: toneOf('busy') },
    closed: { tone: toneOf('of another version') },
  });
});

test('lists documented events, and what a call can be played with', async () => {
  const examples = await (await get('/console/examples')).json();
  expect(examples).toContainEqual(
    expect.objectContaining({ name: 'refer target 404', url: 'refer-complete' }),
  );
  expect(await (await get('/console/cases')).json()).toMatchObject({
    routes: ['desk'],
    outcomes: expect.arrayContaining(['busy', 'connected', 'abandoned']),
  });
});

test('plays a call by its outcomes, and nothing else', async () => {
  const started = await post('/console/play', { route: 'desk', outcomes: ['busy', 'connected'] });
  expect(await started.json()).toEqual({ callId: expect.stringMatching(/^c-/) });
  for (const asked of [{ route: 'nowhere', outcomes: ['busy'] }, { outcomes: ['busi'] }])
    expect((await post('/console/play', asked)).status).toBe(400);
});

test('plays a call at any time and of anybody, and tells how the time was read; what is empty is not asked for', async () => {
  const parties = { from: '+12125551212', to: 'sip:x@y.com', tag: 'vip', context: 'ticket-4711' };
  const asked = { ...parties, at: '2026-12-25T18:00Z', route: '' };
  expect(await (await post('/console/play', asked)).json()).toEqual({
    callId: expect.stringMatching(/^c-/),
    reading: expect.stringMatching(/^It begins on 2026-12-25 /),
  });
  const empty = { ...asked, at: '', from: ' ', to: '', tag: '', context: '' };
  expect(await (await post('/console/play', empty)).json()).toEqual({ callId: expect.stringMatching(/^c-/) });
  const wrong = await post('/console/play', { ...asked, to: '2125551212' });
  expect(wrong.status).toBe(400);
  expect(await wrong.text()).toContain('to must be a sip: URI');
  const noContext = await post('/console/play', { ...asked, context: 'a b' });
  expect(await noContext.text()).toContain('context must be 1 to 120 letters');
  const noKey = await post('/console/play', { ...asked, press: '2,hangs' });
  expect(noKey.status).toBe(400);
  expect(await noKey.text()).toContain('There is no key');
  expect((await post('/console/play', { ...asked, press: '2,nothing,hangup' })).status).toBe(200);
});

test('a policy that changes counts from the next question', async () => {
  const policies = [POLICY, parsePolicy({})];
  const changing = await startConsoleServer(new Map([['c-1', [row('c-1')]]]), {
    policy: () => policies.shift() ?? POLICY,
  });
  const story = async () => (await fetch(`${changing.baseUrl}/console/call?callId=c-1`)).text();
  expect(await story()).toContain('<SipUri>sip:b@example.com');
  const changed = await story();
  expect(changed).not.toContain('<SipUri>sip:b@example.com');
  expect(changed, 'what a changed policy would say was not heard').toContain('"heard":[]');
  await changing.close();
});
