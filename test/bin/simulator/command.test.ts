import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { StubServer, TOKEN } from './stub-server.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/simulate.ts', import.meta.url));
const server = new StubServer();
let folder: string;
beforeAll(async () => {
  await server.start();
  folder = mkdtempSync(join(tmpdir(), 'simulate-test-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});
beforeEach(() => server.reset());

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command with nothing in its environment but what is given. */
function simulate(args: readonly string[], variables: Record<string, string> = {}): Promise<Ran> {
  const env = {
    PATH: process.env.PATH,
    DATA_DIR: folder,
    RECOVERY_FILE: join(folder, 'none.json'),
    ...variables,
  };
  return new Promise((resolve) => {
    execFile(process.execPath, [PROGRAM, ...args], { env, cwd: folder }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
}
const at = (...more: string[]) => ['--url', server.baseUrl, '--token', TOKEN, ...more];
const SORRY = '<SpeakSentence>Sorry</SpeakSentence><Hangup/>';

test('random calls: progress in lines, a table, exit 0', async () => {
  server.reply = () => SORRY;
  const { code, out, err } = await simulate(at('--calls', '20', '--seed', '5'));
  expect(code).toBe(0);
  expect(err.trim().split('\n').at(-1)).toBe('20 of 20 calls');
  expect(out).toMatch(/calls +20 in [\d.]+ s, seed 5/);
  expect(out).toMatch(/answer times +p50 [\d.]+ ms, p99 [\d.]+ ms, max [\d.]+ ms/);
  expect(out).toContain('not checked   every callback was stored exactly once');
});

test('a broken promise: the shortest call, exit 1; and --only plays it again', async () => {
  server.reply = () => '<Hangup/>';
  const { code, out } = await simulate(at('--calls', '20', '--seed', '5'));
  expect(code).toBe(1);
  const again = /again: npm run simulate -- (.*)/.exec(out)?.[1]?.split(' ') ?? [];
  const alone = await simulate(at(...again));
  expect(alone.code).toBe(1);
  expect(alone.out).toMatch(/calls +1 in/);
});

test('the token is found where the local server keeps it, and never printed', async () => {
  writeFileSync(join(folder, 'callback-token'), `${TOKEN}\n`);
  server.reply = () => '<Hangup/>';
  const { port } = new URL(server.baseUrl);
  const { code, out } = await simulate(['--calls', '5'], { PORT: port });
  expect(server.received.length).toBeGreaterThan(0);
  expect(code).toBe(1);
  expect(out).not.toContain(TOKEN);
  rmSync(join(folder, 'callback-token'));
});

test('scenarios: those of another policy are skipped, the others played', async () => {
  server.reply = ({ fields }) =>
    fields.cause === 'hangup' || fields.referCallStatus === 'success' ? '' : SORRY;
  const { code, out } = await simulate(at());
  expect(out).toContain('they need another policy than');
  expect(out).toMatch(/shapes: [\s\S]* ok +REFER 202, NOTIFY 200: success/);
  expect(out).toMatch(/\d+ calls played, 0 failed, \d+ skipped \(--serve/);
  expect(code).toBe(0);
});

test('a failing scenario prints the timeline with the BXML, exit 1', async () => {
  server.reply = () => '<SpeakSentence>Surprise</SpeakSentence>';
  const { code, out } = await simulate(
    at('--scenario', 'conversations', '--policy', policyOf('conversations')),
  );
  expect(code).toBe(1);
  expect(out).toMatch(/FAILED .*\n +hand-offs: expected [\s\S]*<SpeakSentence>Surprise<\/SpeakSentence>/);
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
});

test.each([
  ['no token anywhere', ['--calls', '1'], 'No callback token'],
  ['a token that is too short', ['--token', 'call', '--calls', '1'], '--token must be made of 32 or more'],
  ['an unknown option', ['--token', TOKEN, '--cals', '1'], "unknown option '--cals' (Did you mean --calls?)"],
  [
    'a word too many',
    ['--token', TOKEN, 'scenarios'],
    'too many arguments. Expected 0 arguments but got 1: scenarios',
  ],
  ['a blank value', ['--token', ' '], '--token is blank'],
  ['a URL of another kind', ['--token', TOKEN, '--url', 'ftp://x'], '--url must be a URL'],
  ['an endpoint that is none', ['--token', TOKEN, '--endpoint', 'here'], '--endpoint must be a URL'],
  [
    'a concurrency of 0',
    ['--token', TOKEN, '--concurrency', '0'],
    "option '--concurrency <number>' argument '0' is invalid. It must be a whole number from 1.",
  ],
  [
    'a seed below 0',
    ['--token', TOKEN, '--seed=-1'],
    "option '--seed <number>' argument '-1' is invalid. It must be a whole number from 0.",
  ],
  [
    'two kinds of calls',
    ['--token', TOKEN, '--calls', '1', '--scenario', 'limits'],
    "option '--scenario <name>' cannot be used with option '--calls <number>'",
  ],
  [
    'a server of its own, and another',
    ['--serve', '--url', 'http://x'],
    "option '--serve' cannot be used with option '--url <url>'",
  ],
  [
    'a number that is none',
    ['--token', TOKEN, '--calls', 'many'],
    "option '--calls <number>' argument 'many' is invalid. It must be a whole number from 1.",
  ],
  ['a URL that is none', ['--token', TOKEN, '--url', 'here'], '--url must be a URL'],
  [
    'an unknown scenario',
    ['--token', TOKEN, '--scenario', 'nope'],
    'There is no scenario "nope". Scenarios: ',
  ],
  ['a near scenario', ['--token', TOKEN, '--scenario', 'limit'], 'Did you mean "limits"?'],
])('%s: one clear line, exit 2', async (_, args, message) => {
  const { code, err } = await simulate(args);
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(err).not.toContain('    at ');
});

test.each(['', 'call', 'a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s'])(
  'a kept token of %j is refused',
  async (text) => {
    const file = join(folder, 'callback-token');
    writeFileSync(file, text);
    const { code, err } = await simulate(['--calls', '1']);
    rmSync(file);
    expect(code).toBe(2);
    expect(err).toContain(`${file} must be made of 32 or more`);
  },
);

test('a variable that is too short is refused', async () => {
  const { code, err } = await simulate(['--calls', '1'], { CALLBACK_TOKEN: 'call' });
  expect(code).toBe(2);
  expect(err).toMatch(/^CALLBACK_TOKEN must be made of 32 or more .*npm run --silent token -- --quiet\n$/);
});

test('a run under faults is handed to its own program, whose exit code is ours', async () => {
  const { code, err } = await simulate(['--faults'], { SIMULATE_BREAK: 'nothing' });
  expect({ code, err }).toEqual({
    code: 2,
    err: 'SIMULATE_BREAK must be one of queue, condition, not "nothing"\n',
  });
});

test('a policy file that was named and is not there: exit 1', async () => {
  const { code, err } = await simulate(['--token', TOKEN, '--policy', 'gone.json']);
  expect({ code, err }).toEqual({ code: 1, err: 'There is no policy file gone.json.\n' });
});

test('a port that is none: exit 2', async () => {
  const { code, err } = await simulate(['--token', TOKEN], { PORT: 'many' });
  expect({ code, err }).toEqual({ code: 2, err: 'PORT must be a number from 0 to 65535, not "many".\n' });
});

test('nobody at the URL: the calls say so, exit 1', async () => {
  const { code, out } = await simulate(['--url', 'http://127.0.0.1:1', '--token', TOKEN, '--calls', '3']);
  expect(code).toBe(1);
  expect(out).toContain('BROKEN');
});

function policyOf(scenario: string): string {
  const file = new URL(`../../../bin/simulator/scenarios/${scenario}.json`, import.meta.url);
  const target = join(folder, `${scenario}.json`);
  writeFileSync(
    target,
    JSON.stringify((JSON.parse(readFileSync(file, 'utf8')) as { policy: unknown }).policy),
  );
  return target;
}
