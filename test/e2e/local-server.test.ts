import { execFile } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { plainItem } from '../../bin/reader/plain-item.ts';
import { PROJECT, type Program, runProgram, startProgram } from '../bin/program.ts';
import { freePorts } from '../support/free-ports.ts';
import { documented } from '../support/requests.ts';

/** A policy file whose route has these destinations. */
const policyOf = (...names: string[]): string =>
  JSON.stringify({
    routes: [{ name: 'desk', destinations: names.map((name) => `sip:${name}@example.com`) }],
  });

const POLICY = policyOf('a', 'b');
const TOKEN = 'a-token-that-nobody-else-has-got';

let folder: string;
let environment: Record<string, string>;
let programs: Program[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-'));
  programs = [];
  writeFileSync(join(folder, 'recovery.json'), POLICY);
  environment = {
    PORT: '0',
    CALLBACK_TOKEN: TOKEN,
    RECOVERY_FILE: join(folder, 'recovery.json'),
    DATA_DIR: join(folder, 'data'),
  };
});
afterEach(async () => {
  for (const { child, ended } of programs) {
    child.kill('SIGKILL');
    await ended;
  }
  rmSync(folder, { recursive: true });
});

function start(change: Record<string, string> = {}, options: readonly string[] = []): Program {
  const program = startProgram('local.ts', { ...environment, ...change }, options);
  programs.push(program);
  return program;
}

interface Served extends Program {
  readonly baseUrl: string;
  readonly consoleUrl: string;
  readonly endpoint: string;
}

async function serve(change: Record<string, string> = {}): Promise<Served> {
  const program = start(change);
  await expect.poll(program.stdout, { timeout: 45_000 }).toContain('Requests:\n');
  const baseUrl = /listens on (\S+)/.exec(program.stdout())?.[1] ?? '';
  const consoleUrl = /^(\S+)\/ shows/.exec(program.stdout())?.[1] ?? '';
  const endpoint = /table\s+\S+ at (\S+)/.exec(program.stdout())?.[1] ?? '';
  return { ...program, baseUrl, consoleUrl, endpoint };
}

/** All documented examples share one callId and time: a callId of its own makes each a call of its own. */
const callIdOf = (fixture: string): string => `c-${fixture}`;

const post = (
  { baseUrl }: Pick<Served, 'baseUrl'>,
  fixture: string,
  token: string = TOKEN,
): Promise<Response> =>
  fetch(`${baseUrl}/${token}/${fixture.split('-')[0]}-complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...documented(fixture), callId: callIdOf(fixture) }),
  });

async function storedItems({ endpoint }: Served): Promise<Record<string, unknown>[]> {
  const client = dynamoDbClient(endpoint);
  const { Items = [] } = await client.send(new ScanCommand({ TableName: 'outcomes' }));
  client.destroy();
  return Items.map(plainItem);
}

const verbs = (bxml: string): (string | undefined)[] =>
  [...bxml.matchAll(/<(Refer|Transfer|Hangup|SpeakSentence)\b/g)].map(([, verb]) => verb);

test('answers and stores, keeps what is stored when it is started again, and ends cleanly', async () => {
  const server = await serve();
  const response = await post(server, 'refer-target-404');
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'application/xml; charset=utf-8',
  ]);
  expect(verbs(await response.text())).toEqual(['Refer']);
  await endsCleanly(server, 'SIGTERM');

  const again = await serve();
  const { callUrl, ...event } = documented('refer-target-404');
  const eventKey = `${event.eventTime}#${event.eventType}`;
  const decision = { outcome: 'unreachable', step: 'next', nextDestination: 'sip:b@example.com', attempt: 1 };
  const item = { ...event, ...decision, callId: callIdOf('refer-target-404'), eventKey };
  expect(await storedItems(again)).toEqual([expect.objectContaining(item)]);
  await endsCleanly(again, 'SIGINT');
  await endsCleanly(await serve(), 'SIGHUP');
});

async function endsCleanly(server: Served, signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP'): Promise<void> {
  server.child.kill(signal);
  expect([await server.ended, server.stderr()]).toEqual([0, '']);
  expect(readdirSync(join(folder, 'data'))).toEqual(['dynamodb']);
}

const lines = (text: string): string[] => text.split('\n').filter(Boolean);

const afterBanner = ({ stdout }: Program): string => stdout().split('Requests:\n')[1] ?? '';

test('one line a request, without the token, numbers of callers, or colours in a pipe', async () => {
  const server = await serve();
  await post(server, 'refer-target-404');
  await post(server, 'refer-target-404', `${TOKEN}x`);
  await fetch(`${server.baseUrl}/${TOKEN}/unknown?token=${TOKEN}`);
  await fetch(`${server.baseUrl}/${TOKEN}/refer-complete`, { method: 'POST', body: '\u001b no JSON' });
  await fetch(`${server.baseUrl}/${TOKEN}/refer-complete`, { method: 'DELETE' });
  await expect.poll(() => afterBanner(server), { timeout: 20_000 }).toContain('neither POST nor GET\n');
  expect(lines(afterBanner(server)).map((line) => line.replace(/^[\d:]{8}|\d+ ms$/g, '#'))).toEqual([
    '#  referComplete       unreachable → next sip:b@example.com  200  #',
    '#  referComplete       404  #',
    '          callback refused: no token, or a wrong one',
    '#  GET unknown path    404  #',
    '#  referComplete       400  #',
    '          callback refused: the body is not JSON; body: expected JSON',
    '#  referComplete       405  #',
    '          callback refused: neither POST nor GET',
  ]);
  // Five URLs, and the command of the simulator, which must be told a token that is not kept.
  expect(server.stdout().match(new RegExp(TOKEN, 'g'))).toHaveLength(6);
  expect(server.stderr()).toBe('');
});

test('with --json there are JSON lines on standard output, and the banner on standard error', async () => {
  const program = start({}, ['--json']);
  await expect.poll(program.stdout, { timeout: 45_000 }).toContain('local server started');
  const { baseUrl } = JSON.parse(program.stdout());
  await post({ baseUrl }, 'refer-target-404');
  await expect.poll(program.stdout, { timeout: 20_000 }).toContain('request answered');
  const entries = lines(program.stdout()).map((line) => JSON.parse(line));
  expect(entries.map(({ message }) => message)).toEqual([
    'local server started',
    'callback answered',
    'request answered',
  ]);
  expect(entries[1]).toMatchObject({ outcome: 'unreachable', _aws: expect.anything() });
  expect(JSON.stringify(entries)).not.toContain(documented('refer-target-404').from);
  expect(program.stderr()).toContain('\ncurl -i ');
});

/** Runs a printed command in a shell, with nothing set that it does not set itself. */
async function shell(command: string): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const { stdout } = await promisify(execFile)('sh', ['-c', command], { cwd: PROJECT, env: { PATH, HOME } });
  return stdout;
}

test('printed commands work as printed: each curl is a call that the others find', async () => {
  const port = await freePorts();
  const DATA_DIR = join(folder, "my calls' data");
  const { stdout } = await serve({ PORT: String(port), DATA_DIR, CALLBACK_TOKEN: '' });
  const [, curl = ''] = /^\s*(curl -.*)$/m.exec(stdout()) ?? [];
  const list = /^ *(.*npx bandwidth-call-recovery outcomes list)$/m.exec(stdout())?.[1] ?? '';
  const simulate = /^ *(.*npx bandwidth-call-recovery simulate --calls )100$/m.exec(stdout())?.[1] ?? '';
  for (let pasted = 0; pasted < 2; pasted += 1) {
    const answer = await shell(curl);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(verbs(answer)).toEqual(['Refer']);
  }
  expect(await shell(list)).toContain('\n2 found');
  await shell(`${simulate}3`);
  expect(await shell(list.replace('list', 'stats'))).toMatch(/unreachable +\d/);
}, 180_000);

describe('a policy that changes', () => {
  /** Who is tried after the first destination of the policy that is in use. */
  const next = async (server: Pick<Served, 'baseUrl'>): Promise<string | undefined> =>
    /<SipUri>sip:(\w+)@/.exec(await (await post(server, 'refer-target-404')).text())?.[1];

  const SAVED: Record<string, (file: string, text: string) => void> = {
    'renamed into its place': (file, text) => {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    },
    'emptied and written': (file, text) => {
      writeFileSync(file, '');
      setTimeout(() => writeFileSync(file, text), 50);
    },
    'removed and written in parts': (file, text) => {
      rmSync(file);
      writeFileSync(file, text.slice(0, 9));
      setTimeout(() => appendFileSync(file, text.slice(9)), 50);
    },
  };

  test('in any way, is in use soon, and no request is lost', async () => {
    const server = await serve();
    const statuses = new Set<number>();
    let isSaving = true;
    const posting = Array.from({ length: 3 }, async () => {
      while (isSaving) statuses.add((await post(server, 'transfer-busy')).status);
    });
    try {
      for (const [index, [how, save]] of Object.entries(SAVED).entries()) {
        save(join(folder, 'recovery.json'), policyOf('a', `new${index}`, 'd'));
        await expect.poll(() => next(server), { timeout: 20_000, message: how }).toBe(`new${index}`);
      }
    } finally {
      isSaving = false;
      await Promise.all(posting);
    }
    expect(statuses).toEqual(new Set([200]));
    // A slow machine may look at a file that is half written, and tell that too.
    const told = lines(afterBanner(server)).filter((line) => line.includes('is in use now'));
    expect(told).toHaveLength(3);
    for (const line of told)
      expect(line).toMatch(/recovery\.json changed, and is in use now: 1 route, 1 before$/);
  });

  test('with mistakes, or gone, is told, and the one before goes on', async () => {
    const server = await serve();
    const file = join(folder, 'recovery.json');
    const steps: [() => void, string][] = [
      [() => writeFileSync(file, '{bad'), 'is not JSON'],
      [() => writeFileSync(file, '{"limits":{"attempts":0}}'), '1 mistake in the policy file'],
      [() => writeFileSync(file, '{"limits":{"attempts":0},"x":1}'), '2 mistakes in the policy file'],
      [() => rmSync(file), 'cannot read the policy file'],
    ];
    for (const [spoil, told] of steps) {
      spoil();
      await expect.poll(() => afterBanner(server), { timeout: 20_000 }).toContain(told);
      expect(await next(server)).toBe('b');
    }
    expect(afterBanner(server).match(/The policy before stays in use: 1 route\./g)).toHaveLength(4);
    writeFileSync(file, POLICY);
    await expect
      .poll(() => afterBanner(server), { timeout: 20_000 })
      .toContain('is valid again, and as before: 1 route');
  });
});

describe('the console', () => {
  test('is on the next port, which a tunnel to the first does not reach', async () => {
    const port = await freePorts();
    const next = port + 1;
    const { baseUrl, consoleUrl } = await serve({ PORT: String(port) });
    expect([baseUrl, consoleUrl]).toEqual([`http://127.0.0.1:${port}`, `http://127.0.0.1:${next}`]);
    expect((await fetch(consoleUrl)).status).toBe(200);
    for (const path of ['/', '/console/cases', '/console/events', '/console/main.js'])
      expect((await fetch(`${baseUrl}${path}`)).status, path).toBe(404);
    expect((await fetch(`${consoleUrl}/${TOKEN}/refer-complete`, { method: 'POST' })).status).not.toBe(200);
  });

  test('is on another port where the next is taken', async () => {
    const port = await freePorts();
    const next = port + 1;
    const other = createServer().listen(next, '127.0.0.1');
    await once(other, 'listening');
    const { consoleUrl } = await serve({ PORT: String(port) });
    expect(Number(new URL(consoleUrl).port)).not.toBe(next);
    expect(await (await fetch(consoleUrl)).text()).toContain('<title>Calls</title>');
    other.close();
  });
});

const run = (change: Record<string, string>, options: readonly string[] = []) =>
  runProgram('local.ts', { ...environment, ...change }, options);

test('--help tells options and variables, and starts nothing', async () => {
  const { code, stdout, stderr } = await run({ PORT: 'abc', RECOVERY_FILE: 'none.json' }, ['--help']);
  expect([code, stderr]).toEqual([0, '']);
  for (const name of [
    'Usage: npx bandwidth-call-recovery start',
    '--public-url',
    '--json',
    'PORT',
    'DATA_DIR',
    'CALLBACK_TOKEN',
  ])
    expect(stdout).toContain(name);
  expect(stdout.length).toBeLessThan(6000);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test.each<[number, RegExp, Record<string, string>, string[]?]>([
  [2, /^--public-url, or PUBLIC_URL, must be .*\n$/, {}, ['--public-url', 'http://a.example']],
  [2, /^unknown option '--jsn' .*--json\?\)\n$/, {}, ['--jsn']],
  [
    1,
    /^3 mistakes in .*cdk\.json:\n {2}cdk\.json:2:3 app: .*\n {2}cdk\.json:3:3 watch: .*\n {2}cdk\.json:\d+:3 context: .*\n$/,
    { RECOVERY_FILE: 'cdk.json' },
  ],
])('what is wrong is told at once: exit %i, %s', async (exitCode, message, change, options) => {
  const { code, stdout, stderr } = await run(change, options);
  expect([code, stdout]).toEqual([exitCode, '']);
  expect(stderr).toMatch(message);
});
