import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mediaOf } from '../../../bin/outcomes/fetch/media.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { ACCOUNT, startBandwidth } from '../connect/bandwidth-double.ts';
import { BREAKS } from '../connect/breaks.ts';
import { row, storedItem } from '../reader/items.ts';
import { outcomes } from './captured-terminal.ts';

const CREDENTIALS = { id: 'client-id', secret: 'client-secret-0123456789' };
const WAV = Buffer.from(`RIFF${'a'.repeat(200)}`);
const MP3 = Buffer.from(`ID3${'b'.repeat(200)}`);

beforeAll(() => vi.stubEnv('TZ', 'UTC'));

describe('messages in a table, and their audio at Bandwidth', () => {
  const table = outcomesTable();
  let bandwidth: Awaited<ReturnType<typeof startBandwidth>>;
  let elsewhere: Awaited<ReturnType<typeof startBandwidth>>;
  let folder: string;
  let calls = 0;
  /** Another for each test, which so finds its own messages alone. */
  let route: string;

  beforeEach(async () => {
    [bandwidth, elsewhere] = await Promise.all([startBandwidth(CREDENTIALS), startBandwidth(CREDENTIALS)]);
    route = `route-${calls}`;
    folder = join(mkdtempSync(join(tmpdir(), 'messages-')), 'audio');
  });
  afterEach(async () => {
    bandwidth.close();
    elsewhere.close();
    rmSync(join(folder, '..'), { recursive: true });
    vi.restoreAllMocks();
  });

  const pathOf = (callId: string, recordingId: string) =>
    `/api/v2/accounts/${ACCOUNT}/calls/${callId}/recordings/${recordingId}/media`;

  /** Stores a message, and has its audio at Bandwidth. */
  async function message(told: {
    audio?: Buffer;
    mediaUrl?: string;
    recordingId?: string;
    eventTime?: string;
  }) {
    calls += 1;
    const callId = `c-${calls}`;
    const {
      recordingId = `r-${calls}`,
      eventTime = `2026-11-20T10:00:00.${String(calls).padStart(3, '0')}Z`,
    } = told;
    const path = pathOf(callId, recordingId);
    if (told.audio) bandwidth.recordings[path] = told.audio;
    const { mediaUrl = `${bandwidth.url}${path}` } = told;
    const fields = { recordingId, mediaUrl, duration: 'PT1M20.056S', status: 'complete' };
    const available = { outcome: 'voicemail', step: 'none', eventType: 'recordingAvailable' } as const;
    await table.store.put(storedItem({ callId, eventTime, route, ...available, fields }));
    return { callId, recordingId, path };
  }

  const run = (...given: string[]) =>
    outcomes(['messages', '--endpoint', table.endpoint, '--table', table.name, '--route', route, ...given], {
      BW_API_URL: bandwidth.url,
      BW_VOICE_URL: bandwidth.url,
      BW_CLIENT_ID: CREDENTIALS.id,
      BW_CLIENT_SECRET: CREDENTIALS.secret,
    });
  const fetched = (...given: string[]) => run('--fetch', folder, ...given);
  const media = () => bandwidth.requests.filter(({ method }) => method === 'GET');

  test('are told with who, when, how long, and until when Bandwidth has them', async () => {
    const { callId } = await message({ eventTime: '2026-11-20T10:00:00.000Z' });
    await message({ eventTime: '2026-10-20T10:00:00.000Z' });
    const { out, exitCode } = await run('--since', '60d');
    expect(out.split('\n').slice(0, 2)).toEqual([
      '11-20 10:00:00  1 min 20 s    sip:bob@customer.example.com → sip:alice@desk.example.com',
      `  ${callId}  at Bandwidth until 2026-12-20 10:00:00 UTC`,
    ]);
    expect(out).toContain('deleted by Bandwidth\n2 messages, from');
    expect(out.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect({ exitCode, requests: bandwidth.requests }).toEqual({ exitCode: 0, requests: [] });
    expect((await run('--since', '1h')).out).toContain('Nothing found');
  });

  test('are saved as they are, for their owner alone, dated and named by their recording, and once', async () => {
    const [one, other] = [await message({ audio: WAV }), await message({ audio: MP3 })];
    const first = await fetched();
    expect(first).toMatchObject({ exitCode: 0, failure: undefined });
    expect(first.out).toContain(`  fetched: ${folder}/${one.recordingId}.wav\n`);
    expect(first.out).toContain('2 messages, 2 fetched, from');
    expect(readFileSync(join(folder, `${one.recordingId}.wav`))).toEqual(WAV);
    expect(readFileSync(join(folder, `${other.recordingId}.mp3`))).toEqual(MP3);
    const { mode, mtime } = statSync(join(folder, `${one.recordingId}.wav`));
    expect({ mode: mode & 0o777, on: mtime.toISOString() }).toEqual({
      mode: 0o600,
      on: expect.stringMatching(/^2026-11-20T10:00:00.\d{3}Z$/),
    });
    expect(media()).toHaveLength(2);

    const second = await fetched();
    expect(second.out).toContain(`  there already: ${folder}/${other.recordingId}.mp3\n`);
    expect(second.out).toContain('2 messages, 0 fetched, from');
    expect(media()).toHaveLength(2);
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('what an interrupted run has left is no message', async () => {
    const { recordingId } = await message({ audio: WAV });
    expect((await fetched()).out).toContain('1 fetched');
    writeFileSync(join(folder, `${recordingId}.wav.part`), 'RIFF');
    rmSync(join(folder, `${recordingId}.wav`));
    expect((await fetched()).out).toContain('1 fetched');
    expect(readdirSync(folder)).toEqual([`${recordingId}.wav`]);
  });

  test.each([
    ['a page', { body: '<html>Sign in' }, 'Bandwidth answered with something that is no audio'],
    ['nothing', {}, 'Bandwidth answered with something that is no audio'],
    [
      '404',
      { status: 404 },
      'Bandwidth refused to give the recording: it has no such recording, or no longer.',
    ],
    [
      '403',
      { status: 403 },
      'Bandwidth refused to give the recording: these credentials lack the role for it.',
    ],
    [
      '210 MB',
      { headers: { 'content-encoding': 'gzip' }, body: gzipSync(Buffer.alloc(210_000_000)) },
      'Bandwidth did not answer (more than 200 MB), asked to give the recording.',
    ],
  ])('%s in the place of the audio is told, the others are saved, exit 1', async (_what, answer, told) => {
    const bad = await message({ audio: WAV });
    const good = await message({ audio: WAV });
    bandwidth.failures = { [`GET ${bad.path}`]: [{ status: 200, ...answer }] };
    const { out, failure, exitCode } = await fetched();
    expect(out).toContain(`  not fetched: ${told}\n`);
    expect({ failure, exitCode }).toEqual({ failure: '1 message could not be fetched.', exitCode: 1 });
    expect(readdirSync(folder)).toEqual([`${good.recordingId}.wav`]);
  });

  test.each(Object.entries(BREAKS))('%s is told in a line, and nothing is saved', async (_how, breaks) => {
    const timeout = AbortSignal.timeout.bind(AbortSignal);
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((wait) => timeout(wait === 300_000 ? 1000 : wait));
    const { path } = await message({});
    bandwidth.failures = { [`GET ${path}`]: [{ status: 200, breaks }] };
    const { out, exitCode } = await fetched();
    expect(out).toMatch(
      / {2}not fetched: Bandwidth (did not answer \([\w -]+\), asked to give|answered with)/,
    );
    expect({ exitCode, files: readdirSync(join(folder, '..')) }).toEqual({ exitCode: 1, files: [] });
  });

  test.each([301, 302, 303, 307, 308])('a redirect by %i is not followed', async (status) => {
    const { path } = await message({ audio: WAV });
    elsewhere.recordings = bandwidth.recordings;
    bandwidth.failures = { [`GET ${path}`]: [{ status, headers: { location: `${elsewhere.url}${path}` } }] };
    expect((await fetched()).out).toContain(`give the recording: it answered ${status}.`);
    expect(elsewhere.requests).toEqual([]);
  });

  test('no host but Bandwidth gets a request, and only for the audio of the message itself', async () => {
    const [here, there] = [new URL(bandwidth.url), new URL(elsewhere.url)];
    const own = await message({ audio: WAV });
    const other = await message({ audio: WAV });
    const hostile: ((path: string) => string)[] = [
      (path) => `${elsewhere.url}${path}`,
      (path) => `http://${here.host}@${there.host}${path}`,
      (path) => `${bandwidth.url}@${there.host}${path}`,
      (path) => `${bandwidth.url}.${there.host}${path}`,
      (path) => `${bandwidth.url}0${path}`,
      (path) => `http://localhost:${here.port}${path}`,
      (path) => `HTTP://${here.host}${path}`,
      (path) => `file://${path}`,
      (path) => `//${here.host}${path}`,
      (path) => path,
      (path) => `${bandwidth.url}/x/..${path}`,
      (path) => `${bandwidth.url}${path.replace(ACCOUNT, '1/../2')}`,
      ...['?x=1', '#x', '/', '/..', '%2f..', '\n', ' '].map(
        (end) => (path: string) => `${bandwidth.url}${path}${end}`,
      ),
      () => `${bandwidth.url}${other.path}`,
      () => '',
      () => 'http://[',
    ];
    for (const urlOf of hostile) {
      const mediaUrl = urlOf(pathOf(`c-${calls + 1}`, 'r-1'));
      await message({ mediaUrl, recordingId: 'r-1', audio: WAV });
    }
    const { out } = await fetched();
    expect(out.match(/not fetched: its mediaUrl is not that of its recording/g)).toHaveLength(hostile.length);
    expect(media().map(({ path }) => path)).toEqual([other.path, own.path]);
    expect(elsewhere.requests).toEqual([]);
  });

  test.each(['r-../../x', '../x', 'x', 'r-', '-rf', 'r-\u001b[2J', 'r-a/b', 'r-a\\b', '.r-a', 'r-%2e'])(
    'a recording that is called %j has no file',
    async (recordingId) => {
      await message({ recordingId, audio: WAV });
      const { out } = await fetched();
      expect(out).toContain(`not fetched: its mediaUrl is not that of its recording at ${bandwidth.url}`);
      expect(media()).toEqual([]);
    },
  );

  test('wrong credentials end it at the first message', async () => {
    await message({ audio: WAV });
    await message({ audio: WAV });
    bandwidth.credentials = { id: 'other', secret: 'other' };
    const { failure, exitCode } = await fetched();
    expect(failure).toMatch(/^Bandwidth refused to give an access token: it does not know BW_CLIENT_ID/);
    expect({ exitCode, requests: bandwidth.requests.length }).toEqual({ exitCode: 1, requests: 1 });
  });

  test('a folder that cannot be written is told', async () => {
    await message({ audio: WAV });
    writeFileSync(folder, '');
    const { failure, exitCode } = await fetched();
    expect(failure).toMatch(/\.wav cannot be written \(\w+\)\.$/);
    expect(exitCode).toBe(1);
  });

  test('waits as long as it is asked to', async () => {
    const { path } = await message({ audio: WAV });
    bandwidth.failures = { [`GET ${path}`]: [{ status: 429, headers: { 'retry-after': '1' } }] };
    expect((await fetched()).out).toContain('1 fetched');
    expect(media()).toHaveLength(2);
  });

  test.each([
    [{ BW_CLIENT_ID: '' }, /^Set BW_CLIENT_ID\./],
    [{ BW_VOICE_URL: 'http://voice.example.com' }, /^BW_VOICE_URL must begin with https:/],
    [{ BW_API_URL: 'http://api.example.com' }, /^BW_API_URL must begin with https:/],
  ])('refuses %j', async (changed, told) => {
    const variables = { BW_CLIENT_ID: 'a', BW_CLIENT_SECRET: 'b', ...changed };
    const given = [
      'messages',
      '--endpoint',
      table.endpoint,
      '--table',
      table.name,
      '--route',
      route,
      '--fetch',
      folder,
    ];
    expect(await outcomes(given, variables)).toMatchObject({
      exitCode: 2,
      failure: expect.stringMatching(told),
    });
  });
});

const VOICE = 'https://voice.bandwidth.com';
const OWN = `${VOICE}/api/v2/accounts/55555555/calls/c-1/recordings/r-1/media`;

test('the audio of a message is where its own URL at Bandwidth says', () => {
  expect(mediaOf(row({ recordingId: 'r-1', mediaUrl: OWN }), VOICE)).toEqual({
    url: OWN,
    recordingId: 'r-1',
  });
});

test('any other URL is none, whatever is put in or taken away', () => {
  const anyText = fc.oneof(
    fc.string(),
    fc.constantFrom('@', '.evil.example', '/../', '%2f', ':443', '\t', '\\', '?', '#'),
  );
  const changed = fc
    .tuple(fc.nat(OWN.length), fc.nat(8), anyText)
    .map(([at, taken, text]) => OWN.slice(0, at) + text + OWN.slice(at + taken));
  fc.assert(
    fc.property(fc.oneof(changed, fc.webUrl(), fc.string()), (mediaUrl) => {
      const media = mediaOf(row({ recordingId: 'r-1', mediaUrl }), VOICE);
      if (!media) return;
      const { origin, username, pathname, search, hash } = new URL(media.url);
      expect({ origin, username, search, hash }).toEqual({
        origin: VOICE,
        username: '',
        search: '',
        hash: '',
      });
      expect(pathname).toMatch(/^\/api\/v2\/accounts\/[\w-]+\/calls\/c-1\/recordings\/r-1\/media$/);
    }),
    { numRuns: 1000 },
  );
});
