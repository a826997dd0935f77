import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { PROJECT } from '../program.ts';
import { outcomes, outcomesOf } from './captured-terminal.ts';
import { lineOf } from './log-forms.ts';

const table = outcomesTable();
const LINES = 300;
let folder: string;
let log: string;
/** What the server does with a request. */
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let puts = 0;
const server = createServer((request, response) => {
  // A list that failed leaves requests of its own behind.
  if (request.headers['x-amz-target']?.toString().endsWith('.PutItem')) puts += 1;
  answer(request, response);
});
let endpoint: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backfill-ends-'));
  log = join(folder, 'log');
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  puts = 0;
  writeFileSync(log, linesOf().join('\n'));
});
afterAll(() => {
  server.close().closeAllConnections();
  rmSync(folder, { recursive: true });
});

const linesOf = (): string[] => Array.from({ length: LINES }, (_, call) => lineOf(itemOf(`c-${call}`)));

const stored = (_: IncomingMessage, response: ServerResponse): void =>
  void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
const refusal =
  (name: string, status = 400): typeof answer =>
  (_, response) =>
    void response
      .writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify({ __type: `com.amazon.coral.service#${name}`, message: 'told by AWS' }));

/** The items that are tried at once, and the tries of each. */
const MOST_PUTS = 8 * 3;

test.each<[string, typeof answer]>([
  ['no known credentials', refusal('UnrecognizedClientException')],
  ['expired credentials', refusal('ExpiredTokenException')],
  ['a wrong signature', refusal('InvalidSignatureException')],
  ['no rights', refusal('AccessDeniedException')],
  ['no table', refusal('ResourceNotFoundException')],
  ['a key that is refused', refusal('KMSAccessDeniedException')],
  ['a connection that is reset', ({ socket }) => void socket.resetAndDestroy()],
])('%s stops it at once, in the words of list', async (_what, refuse) => {
  answer = refuse;
  const run = outcomesOf({ endpoint, name: 'outcomes' });
  const { out, failure, exitCode } = await run('backfill', log);
  expect({ out, exitCode }).toEqual({ out: '', exitCode: 1 });
  expect(puts).toBeLessThanOrEqual(MOST_PUTS);
  expect(failure).toBe((await run('list', '--since', '1h')).failure);
  expect(failure).not.toContain('\n');
});

test('nobody who answers stops it at once, in the words of list', async () => {
  const run = outcomesOf({ endpoint: 'http://127.0.0.1:1', name: 'outcomes' });
  const { out, failure } = await run('backfill', log);
  expect({ out, failure }).toEqual({ out: '', failure: (await run('list', '--since', '1h')).failure });
  expect(failure).toMatch(/^Nothing answers there\./);
});

test('no credentials stop it at once, in the words of list', async () => {
  const names = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_PROFILE', 'AWS_ENDPOINT_URL_DYNAMODB'];
  for (const name of names) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE'])
    vi.stubEnv(name, join(folder, 'none'));
  const given = ['--region', 'us-east-1', '--table', 'outcomes'];
  const { failure } = await outcomes(['backfill', log, ...given]);
  vi.unstubAllEnvs();
  expect(failure).toMatch(/^No AWS credentials\. /);
});

test('what comes later tells what was stored before', async () => {
  answer = (request, response) =>
    puts <= 100 ? stored(request, response) : refusal('ExpiredTokenException')(request, response);
  const { out, failure } = await outcomesOf({ endpoint, name: 'outcomes' })('backfill', log);
  expect(out).toMatch(/^100 stored, 0 already there, 0 unreadable: table/);
  expect(failure).toMatch(/^The AWS credentials have expired/);
});

test('what is of one item does not stop it', async () => {
  answer = (request, response) =>
    puts % 10 === 0 ? refusal('ValidationException')(request, response) : stored(request, response);
  const { out, exitCode } = await outcomesOf({ endpoint, name: 'outcomes' })('backfill', log);
  expect(out).toMatch(
    new RegExp(`^${LINES * 0.9} stored, 0 already there, 0 unreadable, ${LINES * 0.1} refused:`),
  );
  expect(exitCode).toBe(1);
});

test('a person sees how many lines were read', async () => {
  let now = 0;
  vi.spyOn(Date, 'now').mockImplementation(() => {
    now += 1000;
    return now;
  });
  let notes = '';
  const note = (text: string): void => {
    notes += text;
  };
  const given = ['backfill', log, '--endpoint', table.endpoint, '--table', table.name];
  expect((await outcomes(given, {}, { showsProgress: true, note })).exitCode).toBe(0);
  vi.restoreAllMocks();
  expect(notes).toMatch(/^\r1 line read \r2 lines read .*\r300 lines read /s);
  expect(notes.endsWith('\r\u{1b}[K')).toBe(true);
});

test.each(['a file', 'standard input that goes on'])(
  'Ctrl-C says how far it came, reading %s',
  async (what) => {
    const isFile = what === 'a file';
    const child = spawn(
      process.execPath,
      [join(PROJECT, 'bin', 'outcomes.ts'), 'backfill', isFile ? log : '-'],
      {
        env: { ...process.env, AWS_ENDPOINT_URL_DYNAMODB: endpoint, OUTCOMES_TABLE: 'outcomes' },
      },
    );
    answer = (request, response) => {
      // Twice, as npm does.
      if (puts === 40) for (const _ of [1, 2]) child.kill('SIGINT');
      setTimeout(() => stored(request, response), 5);
    };
    // The end of the log is not read.
    child.stdin.on('error', () => undefined);
    if (!isFile) child.stdin.write(linesOf().join('\n'));
    const told = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    const [stdout, stderr, [code]] = await told;
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'Stopped before the end: run it again, what was stored stays stored.\n',
    });
    const [, count] = /^(\d+) stored, 0 already there, 0 unreadable: table/.exec(stdout) ?? [];
    expect(Number(count)).toBe(puts);
    expect(puts).toBeLessThan(LINES);
  },
);
