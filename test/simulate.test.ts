import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runProgram, spawnProgram } from './bin/program.ts';
import { stubServer, TOKEN } from './bin/simulator/stub-server.ts';
import { ownFolder } from './support/folder.ts';

const server = stubServer();
const folder = ownFolder().path;

const POLICY = join(folder, 'policy.json');
writeFileSync(
  POLICY,
  JSON.stringify({
    routes: [
      { name: 'support', destinations: ['sip:a@example.com', 'sip:b@example.com'] },
      { name: 'sales', match: { tag: 'buy*' }, destinations: ['+15550001111'] },
    ],
  }),
);

/** Runs the command with nothing in its environment but what is given. */
const simulateBy =
  (run: typeof runProgram) =>
  async (args: readonly string[], variables: Record<string, string> = {}) => {
    const environment = { DATA_DIR: folder, RECOVERY_FILE: POLICY, ...variables };
    const { code, stdout, stderr } = await run('../test/simulate.ts', environment, args, folder);
    return { code, out: stdout, err: stderr };
  };
const simulate = simulateBy(runProgram);
/** In a process of its own: it ends while calls are still played. */
const simulateApart = simulateBy(spawnProgram);

const at = (...more: string[]) => ['--url', server.baseUrl, '--token', TOKEN, ...more];
const SORRY = '<SpeakSentence>Sorry</SpeakSentence><Hangup/>';
const REFER = '<Refer referCompleteUrl="refer-complete"><SipUri>sip:a@example.com</SipUri></Refer>';

test('random calls: progress in lines, a table, exit 0; and how to play one call', async () => {
  server.reply = () => SORRY;
  const { code, out, err } = await simulate(at('--seed', '5'));
  expect(code).toBe(0);
  expect(err.trim().split('\n').at(-1)).toBe('20 of 20 calls');
  expect(out).toMatch(/calls +20 in [\d.]+ s, seed 5/);
  expect(out).toMatch(/answer times +p50 [\d.]+ ms, p99 [\d.]+ ms, max [\d.]+ ms/);
  expect(out).toContain('not checked   every callback was stored exactly once');
  expect(out).toContain('npx bandwidth-call-recovery simulate busy no-answer connected');
});

test('their events are of the last day, and none is still to come; which the report says', async () => {
  server.reply = () => SORRY;
  const { out } = await simulate(at('--calls', '40'));
  expect(out).toMatch(/^dated back +they begin from \d{4}-\d\d-\d\d [\d:]+ \S+ to /m);
  const ages = server.received.map(({ fields }) => Date.now() - Date.parse(String(fields.eventTime)));
  expect(Math.min(...ages)).toBeGreaterThan(0);
  expect(Math.max(...ages)).toBeLessThan(3 * 60 * 60 * 1000);
});

test('one call begins now, or when it is asked to', async () => {
  server.reply = () => SORRY;
  const beginning = async (...more: string[]) => {
    server.received.length = 0;
    const { out } = await simulate(at('busy', ...more));
    return { began: Date.parse(String(server.received[0]?.fields.startTime)), out };
  };
  const before = Date.now();
  const { began, out } = await beginning();
  expect(began).toBeGreaterThanOrEqual(before);
  expect(began).toBeLessThanOrEqual(Date.now());
  expect(out).not.toContain('It begins');
  const asked = await beginning('--at', '2026-12-25T18:00+01:00');
  expect(new Date(asked.began).toISOString()).toBe('2026-12-25T17:00:00.000Z');
  expect(asked.out).toContain('It begins on 2026-12-25 ');
});

test('one call is of whom it is asked to be', async () => {
  server.reply = () => SORRY;
  server.received.length = 0;
  const { out } = await simulate(at('busy', '--from', 'Anonymous', '--to', '+12125551212', '--tag', 'vip'));
  expect(out).toMatch(/^Anonymous calls \+12125551212\n/);
  expect(server.received[0]?.fields).toMatchObject({ from: 'Anonymous', to: '+12125551212' });
});

test('a second run with the same seed has the same calls under other ids', async () => {
  server.reply = () => SORRY;
  const seen = async () => {
    server.received.length = 0;
    await simulate(at('--calls', '5', '--concurrency', '1'));
    return server.received.map(({ path, fields }) => ({ path, from: fields.from, callId: fields.callId }));
  };
  const [one, other] = [await seen(), await seen()];
  const withoutIds = (calls: typeof one) => calls.map(({ path, from }) => ({ path, from }));
  expect(withoutIds(one)).toEqual(withoutIds(other));
  const ids = new Set(one.map(({ callId }) => callId));
  expect(other.some(({ callId }) => ids.has(callId))).toBe(false);
});

test('a broken promise: the shortest call, exit 1; and --only plays it again', async () => {
  server.reply = () => '<Hangup/>';
  const { code, out } = await simulate(at('--calls', '20', '--seed', '5'));
  expect(code).toBe(1);
  const again = /again: npx bandwidth-call-recovery simulate (.*)/.exec(out)?.[1]?.split(' ') ?? [];
  const alone = await simulate(at(...again));
  expect(alone.code).toBe(1);
  expect(alone.out).toMatch(/calls +1 in/);
});

test('the token is found where the local server keeps it, and never printed', async () => {
  writeFileSync(join(folder, 'callback-token'), `${TOKEN}\n`);
  server.reply = () => '<Hangup/>';
  const { code, out } = await simulate(['--calls', '5'], { PORT: new URL(server.baseUrl).port });
  rmSync(join(folder, 'callback-token'));
  expect(server.received.length).toBeGreaterThan(0);
  expect(code).toBe(1);
  expect(out).not.toContain(TOKEN);
});

test('one call: its outcomes in order, what the caller hears, what was not needed, exit 0', async () => {
  server.reply = (_, index) => [REFER, REFER.replace('a@', 'b@')][index] ?? SORRY;
  const { code, out } = await simulate(at('busy', 'declined', 'connected'));
  expect(out.split('\n').map((line) => line.trim().replace(/^[\d.]+ s +/, ''))).toEqual([
    'sip:caller@customer.example.com calls sip:support@example.com',
    'refer to sip:a@example.com: busy (refer 202 notify 486)',
    'refer to sip:b@example.com: declined (refer 202 notify 603)',
    'heard: Sorry',
    'ended: hangup, <Hangup>',
    '',
    'Not needed: connected. The call had 2 hand-offs.',
    expect.stringMatching(/^All of it: npx bandwidth-call-recovery outcomes call c-/),
    '',
  ]);
  expect(code).toBe(0);
});

test.each([
  ['silence', '<Hangup/>', 'BROKEN: nobody was hung up on without a prompt'],
  ['invalid BXML', '<Dial/>', 'BROKEN: every callback was answered: invalid-bxml'],
])('one call that ends in %s: exit 1, with the whole call', async (_, last, broken) => {
  server.reply = (__, index) => (index === 0 ? REFER : last);
  const { code, out } = await simulate(at('busy'));
  expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining(broken) });
  expect(out).toContain(last);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

const OTHER = createServer((_, response) => response.writeHead(405).end()).listen(0, '127.0.0.1');
afterAll(() => OTHER.close());

test.each<[string, () => Record<string, string>, RegExp]>([
  [
    'nobody there',
    () => ({ url: 'http://127.0.0.1:9' }),
    /^cannot reach http:\/\/127\.0\.0\.1:9: .*; start it: .* start\n$/,
  ],
  ['a server that never ran', () => ({}), /^cannot reach http:\/\/127\.0\.0\.1:9: .*; start it: .* start\n$/],
  [
    'another token',
    () => ({ url: server.baseUrl, token: TOKEN }),
    /: the server does not know this token \(--token\)\n$/,
  ],
  [
    'no token',
    () => ({ url: server.baseUrl }),
    /does not know this token \(none in .*give --token or CALLBACK_TOKEN\)\n$/,
  ],
  [
    'a server of something else',
    () => ({ url: `http://127.0.0.1:${(OTHER.address() as AddressInfo).port}` }),
    /is not the server of the callbacks: it answers 405\n$/,
  ],
])('%s: one line, exit 1', async (_, where, message) => {
  server.reply = () => ({ status: 404 });
  const options = Object.entries(where()).flatMap(([name, value]) => [`--${name}`, value]);
  for (const kind of [['busy'], ['--calls', '30']]) {
    const { code, out, err } = await simulateApart([...options, ...kind], { PORT: '9' });
    expect({ code, out, err }).toEqual({ code: 1, out: '', err: expect.stringMatching(message) });
  }
});

test.each([
  ['a token that is too short', ['--token', 'call', '--calls', '1'], '--token must be made of 32 or more'],
  ['an unknown option', ['--cals', '1'], "unknown option '--cals' (Did you mean --calls?)"],
  [
    'an unknown outcome',
    ['bussy'],
    'There is no outcome "bussy". Did you mean "busy"? Outcomes: connected, ',
  ],
  [
    'an unknown route',
    ['busy', '--route', 'sale'],
    'no route "sale". Did you mean "sales"? Its routes: support, sales.',
  ],
  ['a route, and no outcome', ['--route', 'sales'], '--route is for one call'],
  ['a time, and no outcome', ['--at', 'now'], '--at is for one call'],
  ['a caller of random calls', ['--calls', '1', '--from', '+12125551212'], '--from is for one call'],
  ['a tag under faults', ['--faults', '--tag', 'x'], "cannot be used with option '--tag <text>'"],
  ['a context of random calls', ['--context', 'k'], '--context is for one call'],
  ['what is no context', ['busy', '--context', 'a b'], '--context must be 1 to 120 letters, digits'],
  ['a callee that is none', ['busy', '--to', '2125551212'], 'did you mean "+12125551212"?'],
  ['a caller that is none', ['busy', '--from', 'bob@x.com'], 'did you mean "sip:bob@x.com"?'],
  [
    'a time that is none',
    ['busy', '--at', '2026-02-30T10:00'],
    '--at does not understand "2026-02-30T10:00".',
  ],
  ['outcomes of random calls', ['busy', '--calls', '3'], 'Outcomes are for one call'],
  [
    'a second region without its server',
    ['--second-region', 'us-west-2'],
    'region of --second-url: give that too',
  ],
  ['a second server that is none', ['--second-url', 'here'], '--second-url must be a URL'],
  ['a blank value', ['--token', ' '], '--token is blank'],
  ['a URL of another kind', ['--url', 'ftp://x'], '--url must be a URL'],
  ['an endpoint that is none', ['--endpoint', 'here'], '--endpoint must be a URL'],
  [
    'a concurrency of 0',
    ['--concurrency', '0'],
    "'--concurrency <number>' argument '0' is invalid. It must be",
  ],
  [
    'a seed below 0',
    ['--seed=-1'],
    "'--seed <number>' argument '-1' is invalid. It must be a whole number from 0 to",
  ],
  ['two kinds of calls', ['--calls', '1', '--serve'], "cannot be used with option '--calls <number>'"],
  [
    'a server of its own, and another',
    ['--serve', '--url', 'http://x'],
    "cannot be used with option '--url <url>'",
  ],
  [
    'an unknown scenario',
    ['--serve', 'limit'],
    'There is no scenario "limit". Did you mean "limits"? Scenarios: ',
  ],
])('%s: one clear line, exit 2', async (_, args, message) => {
  const { code, out, err } = await simulate(args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(message);
  expect(err.trim().split('\n')).toHaveLength(1);
});

test.each(['', 'call', 'a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s'])(
  'a kept token of %j is refused',
  async (text) => {
    const file = join(folder, 'callback-token');
    writeFileSync(file, text);
    const { code, err } = await simulate(['--calls', '1']);
    rmSync(file);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringContaining(`${file} must be made of 32 or more`),
    });
  },
);

test.each([
  [
    'CALLBACK_TOKEN',
    'call',
    2,
    /^CALLBACK_TOKEN must be made of 32 or more .*npx bandwidth-call-recovery token --quiet\n$/,
  ],
  ['PORT', 'many', 2, /^PORT must be a number from 0 to 65535, not "many"\. Try: PORT=3000\n$/],
  ['RECOVERY_FILE', 'gone.json', 1, /gone\.json/],
])('%s=%s is refused', async (name, value, exitCode, message) => {
  const { code, err } = await simulate(['busy'], { [name]: value });
  expect({ code, err }).toEqual({ code: exitCode, err: expect.stringMatching(message) });
});

test('a policy file that was named and is not there: exit 1', async () => {
  const { code, err } = await simulate(['--policy', 'gone.json']);
  expect({ code, err }).toEqual({ code: 1, err: 'There is no policy file gone.json.\n' });
});

test('a run under faults tells a mistake in a line', async () => {
  const { code, err } = await simulate(['--faults'], { SIMULATE_BREAK: 'nothing' });
  const message = 'SIMULATE_BREAK must be one of queue, condition, not "nothing"\n';
  expect({ code, err }).toEqual({ code: 2, err: message });
});

test('a scenario is played against a server of its own policy', async () => {
  const { code, out } = await simulate(['--serve', 'no-routes']);
  expect(out).toMatch(/^no-routes: .*\n( {2}ok .*\n)+\n\d+ calls played, 0 failed\n$/);
  expect(code).toBe(0);
});
