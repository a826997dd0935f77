import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dynamoDbClient } from '../../bin/local/dynamodb-client.ts';
import { plainItem } from '../../bin/reader/plain-item.ts';
import { type Program, startProgram } from '../bin/program.ts';

const FIXTURES = new URL('../fixtures/', import.meta.url);
const POLICY = { routes: [{ name: 'desk', destinations: ['sip:a@example.com', 'sip:b@example.com'] }] };
const TOKEN = 'a-token-that-nobody-else-has-got';

/** The seven documented events: what is stored of each, and the verbs answered. */
const DOCUMENTED = [
  ['refer-success', { outcome: 'connected', step: 'none' }, []],
  [
    'refer-rejected-405',
    { outcome: 'refused', step: 'bridge', nextDestination: 'sip:a@example.com' },
    ['Transfer'],
  ],
  [
    'refer-target-404',
    { outcome: 'unreachable', step: 'next', nextDestination: 'sip:b@example.com' },
    ['Refer'],
  ],
  [
    'refer-notify-timeout',
    { outcome: 'unconfirmed', step: 'next', nextDestination: 'sip:b@example.com' },
    ['Refer'],
  ],
  ['transfer-hangup', { outcome: 'completed', step: 'hangup' }, ['Hangup']],
  ['transfer-hangup-enqueued', { outcome: 'completed', step: 'hangup' }, ['Hangup']],
  ['transfer-busy', { outcome: 'busy', step: 'next', nextDestination: 'sip:a@example.com' }, ['Transfer']],
] as const;

let folder: string;
let environment: Record<string, string>;
let programs: Program[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'local-'));
  programs = [];
  writeFileSync(join(folder, 'recovery.json'), JSON.stringify(POLICY));
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

function start(change: Record<string, string> = {}): Program {
  const program = startProgram('local.ts', { ...environment, ...change });
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
  const consoleUrl = /console\s+(\S+)\/ shows/.exec(program.stdout())?.[1] ?? '';
  const endpoint = /table\s+\S+ at (\S+)/.exec(program.stdout())?.[1] ?? '';
  return { ...program, baseUrl, consoleUrl, endpoint };
}

async function fails(change: Record<string, string>): Promise<string> {
  const { ended, stdout, stderr } = start(change);
  expect(await ended).toBe(1);
  expect(stdout()).toBe('');
  return stderr();
}

const readFixture = (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, FIXTURES), 'utf8'));

/** All documented examples share one callId and time: a callId of its own makes each a call of its own. */
const callIdOf = (fixture: string): string => `c-${fixture}`;

const post = ({ baseUrl }: Served, fixture: string, token: string = TOKEN): Promise<Response> =>
  fetch(`${baseUrl}/${token}/${fixture.split('-')[0]}-complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...readFixture(fixture), callId: callIdOf(fixture) }),
  });

async function storedItems({ endpoint }: Served, fixture: string): Promise<Record<string, unknown>[]> {
  const client = dynamoDbClient(endpoint);
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName: 'outcomes',
      KeyConditionExpression: 'callId = :callId',
      ExpressionAttributeValues: { ':callId': { S: callIdOf(fixture) } },
    }),
  );
  client.destroy();
  return Items.map(plainItem);
}

const verbs = (bxml: string): string[] =>
  [...bxml.matchAll(/<(Refer|Transfer|Hangup|SpeakSentence)\b/g)].map((match) => String(match[1]));

test('answers and stores the seven documented events, and keeps them when it is started again', async () => {
  const server = await serve();
  for (const [fixture, , expected] of DOCUMENTED) {
    const response = await post(server, fixture);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'application/xml; charset=utf-8',
    ]);
    expect(verbs(await response.text())).toEqual(expected);
  }
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);

  const again = await serve();
  for (const [fixture, expected] of DOCUMENTED) {
    const { callUrl, ...event } = readFixture(fixture);
    const items = await storedItems(again, fixture);
    expect(items).toEqual([
      expect.objectContaining({ ...event, ...expected, callId: callIdOf(fixture), attempt: 1 }),
    ]);
    expect(items[0]?.eventKey).toBe(`${event.eventTime}#${event.eventType}`);
  }
});

test('what was acknowledged before a SIGKILL is there after it', async () => {
  const server = await serve();
  expect((await post(server, 'refer-success')).status).toBe(200);
  server.child.kill('SIGKILL');
  await server.ended;
  const again = await serve();
  expect(await storedItems(again, 'refer-success')).toHaveLength(1);
  again.child.kill('SIGTERM');
  await again.ended;
  expect(readdirSync(join(folder, 'data'))).toEqual(['dynamodb']);
});

test('the curl line of the banner works as it is', async () => {
  const { stdout } = await serve();
  const [, options, file, url] = /curl -i -H '(.+?)' \\\s+--data @(\S+) \\\s+(\S+)/.exec(stdout()) ?? [];
  const [name = '', value = ''] = options?.split(': ') ?? [];
  const response = await fetch(url ?? '', {
    method: 'POST',
    headers: { [name]: value },
    body: readFileSync(file ?? ''),
  });
  expect(response.status).toBe(200);
  expect(verbs(await response.text())).toEqual(['Refer']);
});

test('the token is in the URLs to be pasted and nowhere else', async () => {
  const server = await serve();
  await post(server, 'refer-target-404');
  await post(server, 'refer-target-404', `${TOKEN}x`);
  await fetch(`${server.baseUrl}/${TOKEN}/unknown?token=${TOKEN}`);
  await fetch(`${server.baseUrl}/${TOKEN}/refer-complete`, { method: 'POST', body: 'no JSON' });
  await fetch(`${server.baseUrl}/${TOKEN}/refer-complete`, { method: 'DELETE' });
  await expect.poll(() => server.stdout().match(/ ms$/gm), { timeout: 20_000 }).toHaveLength(5);
  const [banner = '', requests = ''] = server.stdout().split('Requests:\n');
  expect(banner.match(new RegExp(TOKEN, 'g'))).toHaveLength(5);
  expect(requests).not.toContain(TOKEN);
  expect(stripVTControlCharacters(requests)).toMatch(/^[\d:]{8} {2}POST {2}refer-complete +404 +\d+ ms$/m);
  expect(server.stderr()).toBe('');
});

test('makes a token once, when none is given', async () => {
  const kept = { CALLBACK_TOKEN: '' };
  const first = await serve(kept);
  const token = readFileSync(join(folder, 'data', 'callback-token'), 'utf8').trim();
  expect((await post(first, 'refer-success', token)).status).toBe(200);
  expect((await post(first, 'refer-success', 'wrong')).status).toBe(404);
  first.child.kill('SIGTERM');
  await first.ended;
  expect((await post(await serve(kept), 'refer-success', token)).status).toBe(200);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s: exit 0, nothing left behind', async (signal) => {
  const server = await serve();
  await post(server, 'transfer-busy');
  server.child.kill(signal);
  expect(await server.ended).toBe(0);
  expect(server.stderr()).toBe('');
  expect(readdirSync(join(folder, 'data'))).toEqual(['dynamodb']);
});

/** The first of two ports that are free. */
async function freePorts(): Promise<[number, number]> {
  for (;;) {
    const first = createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const { port } = first.address() as AddressInfo;
    const second = createServer().listen(port + 1, '127.0.0.1');
    const isFree = await once(second, 'listening').then(
      () => true,
      () => false,
    );
    first.close();
    second.close();
    if (isFree) return [port, port + 1];
  }
}

const statusOf = (url: string, headers: Record<string, string>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

describe('the console', () => {
  test('is on the next port, which a tunnel to the first does not reach', async () => {
    const [port, next] = await freePorts();
    const { baseUrl, consoleUrl } = await serve({ PORT: String(port) });
    expect([baseUrl, consoleUrl]).toEqual([`http://127.0.0.1:${port}`, `http://127.0.0.1:${next}`]);
    expect((await fetch(consoleUrl)).status).toBe(200);
    for (const host of [
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      `127.0.0.1:${next}`,
      'stranger.example.com',
    ])
      for (const path of ['/', '/console/cases', '/console/events', '/console/main.js'])
        expect(await statusOf(`${baseUrl}${path}`, { host }), `${host}${path}`).toBe(404);
    const unknown = await fetch(baseUrl);
    expect(await unknown.text()).toBe('{"message":"Not Found"}');
    expect((await fetch(`${consoleUrl}/${TOKEN}/refer-complete`, { method: 'POST' })).status).not.toBe(200);
  });

  test('is on another port where the next is taken', async () => {
    const [port, next] = await freePorts();
    const other = createServer().listen(next, '127.0.0.1');
    await once(other, 'listening');
    const { consoleUrl } = await serve({ PORT: String(port) });
    expect(Number(new URL(consoleUrl).port)).not.toBe(next);
    expect(await (await fetch(consoleUrl)).text()).toContain('<title>Calls</title>');
    other.close();
  });
});

test('what a user keeps in the data folder is there after a run', async () => {
  const keep = join(folder, 'functions', 'handler.ts');
  mkdirSync(join(folder, 'functions'));
  writeFileSync(keep, 'of the user');
  const server = await serve({ DATA_DIR: folder });
  expect((await post(server, 'refer-success')).status).toBe(200);
  server.child.kill('SIGTERM');
  expect(await server.ended).toBe(0);
  expect(readFileSync(keep, 'utf8')).toBe('of the user');
  expect(readdirSync(folder).toSorted()).toEqual(['dynamodb', 'functions', 'recovery.json']);
});

describe('one line that says what to do, and exit 1', () => {
  test('a token that is too short', async () => {
    expect(await fails({ CALLBACK_TOKEN: 'call' })).toBe(
      'CALLBACK_TOKEN must be made of 32 or more letters, digits, "-", "_", "." and "~". Make one: npm run --silent token -- --quiet\n',
    );
  });

  test('a database that is none of ours', async () => {
    mkdirSync(join(folder, 'data', 'dynamodb'), { recursive: true });
    writeFileSync(join(folder, 'data', 'dynamodb', '000001.log'), 'of the user');
    expect(await fails({})).toMatch(/dynamodb is not of this program, and is left alone\. .*\n$/);
  });

  test('a port in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    expect(await fails({ PORT: String(port) })).toBe(
      `Port ${port} is in use. Stop what uses it, or choose another: PORT=3000 npm start\n`,
    );
    other.close();
  });

  test('a port that is no number', async () => {
    expect(await fails({ PORT: 'abc' })).toMatch(/^PORT must be a number from 0 to 65535, not "abc"\. .*\n$/);
  });

  test('a second server on the same data', async () => {
    await serve();
    expect(await fails({})).toMatch(/^The data folder \S+ is used by another running server\. .*\n$/);
  });

  test('an unreachable DynamoDB', async () => {
    expect(await fails({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9' })).toMatch(
      /^DynamoDB at http:\/\/127\.0\.0\.1:9 does not serve us \(ECONNREFUSED\)\. .*\n$/,
    );
  });

  test('no policy file', async () => {
    expect(await fails({ RECOVERY_FILE: join(folder, 'none.json') })).toMatch(/^.*none\.json.*\n$/);
  });

  test('a bad policy, with the path of each mistake', async () => {
    writeFileSync(join(folder, 'recovery.json'), '{"limits":{"attempts":0}}');
    const text = await fails({});
    expect(text).toMatch(/^1 mistake in .*recovery\.json/);
    expect(text).toContain('limits.attempts');
    expect(text).not.toContain('    at ');
  });
});
