import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';
import { seenIn } from '../../../bin/outcomes/backfill/logged-items.ts';
import { type FallbackQueue, sqsFallbackQueue } from '../../../functions/outcomes/fallback-queue.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { outcomesOf } from './captured-terminal.ts';
import { FORGED, FORMS, ITEM, LOGS, lineOf } from './log-forms.ts';

const table = outcomesTable();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backfill-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('outcomes backfill', () => {
  const backfill = (...more: string[]) => outcomesOf(table)('backfill', ...more);
  const fileWith = (name: string, content: string | Buffer): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const fileOf = (name: string, lines: readonly string[]): string => fileWith(name, lines.join('\n'));

  test.each(LOGS)('a log of the form %s', async (form, write) => {
    const items = [itemOf(`c-1-${form}`, { tag: 'é日本' }), itemOf(`c-2-${form}`, { tag: FORGED })];
    const file = fileWith('log', write(items.map((item) => lineOf(item))));
    const { out, failure } = await backfill(file);
    expect({ failure, out: out.split(':')[0] }).toEqual({
      failure: undefined,
      out: expect.stringMatching(/^2 stored, [02] already there, 0 unreadable/),
    });
    for (const item of items) expect(await table.itemsOf(item.callId)).toEqual([item]);
    expect(await table.itemsOf('c-forged')).toEqual([]);
  });

  test.each([
    ['zip', Buffer.from('504b0304140000000800', 'hex'), 'packed by zip: unpack it first'],
    ['bzip2', Buffer.from('425a683931415926', 'hex'), 'packed by bzip2: unpack it first'],
    ['xz', Buffer.from('fd377a585a000004', 'hex'), 'packed by xz: unpack it first'],
    ['UTF-32', Buffer.from('fffe00007b000000', 'hex'), 'is not text: save it as UTF-8'],
    [
      'UTF-32 without a mark',
      Buffer.from('7b000000220000007d000000', 'hex'),
      'is not text: save it as UTF-8',
    ],
    ['a program', Buffer.from('7f454c46020101000000000000000000', 'hex'), 'is not text: save it as UTF-8'],
    ['nothing', Buffer.alloc(0), 'No outcome found'],
    ['lines of other things', Buffer.from('START\n{"message":"callback answered"}\n'), 'No outcome found'],
    ['a forged line alone', Buffer.from(JSON.stringify({ message: 'x', tag: FORGED })), 'No outcome found'],
  ])('%s is refused, or told, with exit 1', async (_what, content, told) => {
    const { failure, exitCode } = await backfill(fileWith('refused', content));
    expect({ failure, exitCode }).toEqual({ failure: expect.stringContaining(told), exitCode: 1 });
    expect(await table.itemsOf('c-forged')).toEqual([]);
  });

  test('a packed log that breaks off: what was read is stored, and the rest told', async () => {
    const lines = Array.from({ length: 400 }, (_, call) => lineOf(itemOf(`c-torn-${call}`)));
    const packed = gzipSync(lines.join('\n'));
    const { out, exitCode } = await backfill(fileWith('torn', packed.subarray(0, packed.length - 200)));
    expect(out).toMatch(/^[1-9]\d* stored, 0 already there, 1 unreadable: table/);
    expect(out).toContain('the log breaks off: unexpected end of file');
    expect(exitCode).toBe(1);
  });

  test('a line that is not UTF-8 is told, and the others are stored', async () => {
    const latin1 = Buffer.from(lineOf(itemOf('c-latin1', { tag: 'caf\u00e9' })), 'latin1');
    const content = Buffer.concat([latin1, Buffer.from(`\n${lineOf(itemOf('c-beside'))}`)]);
    const { out, exitCode } = await backfill(fileWith('latin1', content));
    expect(out).toMatch(/^1 stored, 0 already there, 1 unreadable/);
    expect(out).toContain('line 1: is not UTF-8');
    expect(exitCode).toBe(1);
    expect(await table.itemsOf('c-latin1')).toEqual([]);
  });

  test('stores each once, and again changes nothing', async () => {
    const items = Array.from({ length: 30 }, (_, call) => itemOf(`c-file-${call}`));
    const lines = items.flatMap((item) => ['{"message":"callback answered"}', lineOf(item)]);
    const file = fileOf('log', lines);
    expect((await backfill(file)).out).toMatch(/^30 stored, 0 already there, 0 unreadable: table/);
    for (const item of items) expect(await table.itemsOf(item.callId)).toEqual([item]);
    expect((await backfill(file)).out).toMatch(/^0 stored, 30 already there, 0 unreadable: table/);
  });

  test('says what it cannot read or store, stores the rest, and fails', async () => {
    const broken = lineOf(itemOf('c-broken')).slice(0, 120);
    const refused = itemOf('c-refused', { large: 'x'.repeat(410 * 1024) });
    const file = fileOf('bad', [broken, lineOf(refused), lineOf(itemOf('c-rest'))]);
    const { out, failure } = await backfill(file);
    expect(out).toMatch(/^1 stored, 0 already there, 1 unreadable, 1 refused: table/);
    expect(out).toContain('line 1: no outcome');
    expect(out).toContain('call c-refused: ValidationException');
    expect(failure).toContain('Not everything is stored');
    expect(await table.itemsOf('c-rest')).toHaveLength(1);
  });

  test('empties the dead-letter queue of all that can be stored', async () => {
    for (const name of ['AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])
      vi.stubEnv(name, 'local');
    const queue = await startEmbeddedQueue();
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', queue.endpoint);
    const fallback: FallbackQueue = sqsFallbackQueue(queue.queueUrl);
    for (let call = 0; call < 12; call += 1) await fallback.send(itemOf(`c-dead-${call}`));
    const { out } = await backfill('--dead-letters', queue.queueUrl);
    expect(out).toMatch(/^12 stored, 0 already there, 0 unreadable: table/);
    expect(await queue.waiting()).toBe(0);
    expect(await table.itemsOf('c-dead-11')).toHaveLength(1);
    await queue.close();
  });

  test.each([
    [['no-such-file'], 'There is no file no-such-file.'],
    [[], 'Which log?'],
    [['a', '--dead-letters', 'http://127.0.0.1:9/1/q'], 'Give either a file or --dead-letters'],
    [['--dead-letters', 'queue'], '--dead-letters must be a URL'],
  ])('%j: one line that says what to do', async (given, message) => {
    expect((await backfill(...given)).failure).toContain(message);
  });
});

describe('a logged outcome is read', () => {
  test.each(FORMS)('%s', (_name, wrap) => {
    expect(seenIn(wrap(lineOf()))).toEqual([ITEM]);
  });

  test('two of one export', () => {
    const other = itemOf('c-other');
    const events = [ITEM, other].map((item) => ({ message: lineOf(item) }));
    expect(seenIn(JSON.stringify({ events }))).toEqual([ITEM, other]);
  });

  test('two lines that were put together without an end, as delivery streams do', () => {
    const other = itemOf('c-other');
    const record = (item: OutcomeItem) => JSON.stringify({ logEvents: [{ message: lineOf(item) }] });
    expect(seenIn(`${record(ITEM)}${record(other)}`)).toEqual([ITEM, other]);
  });

  test.each<[string, unknown]>([
    ['no outcome', { message: 'outcome queued', item: {} }],
    ['a field of another line', { message: 'callback answered', tag: FORGED }],
    ['a field that was parsed', { message: 'callback answered', tag: JSON.parse(FORGED) }],
    ['a list of another line', { message: 'callback answered', events: [{ message: FORGED }] }],
    ['a field of an export', { events: [{ message: 'callback answered', tag: FORGED }] }],
    ['a member of an export', { '@timestamp': 'x', '@message': 'START', tag: FORGED }],
    ['a field of a query', { results: [[{ field: 'tag', value: FORGED }]] }],
    ['an error of another line', { message: 'callback refused', error: { message: FORGED } }],
  ])('a text of a caller is no line: in %s', (_what, line) => {
    expect(seenIn(JSON.stringify(line))).toEqual([]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['a tag', { tag: FORGED }],
    ['a tag that breaks lines', { tag: `\n${FORGED}\u2028${FORGED}\r\n${FORGED}` }],
    ['a message', { message: FORGED, '@message': FORGED, events: [JSON.parse(FORGED)] }],
    ['another item', { item: JSON.parse(FORGED) }],
  ])('the text of a caller in an item stays text: %s', (_what, fields) => {
    const item = itemOf('c-own', fields);
    for (const [, wrap] of FORMS) expect(seenIn(wrap(lineOf(item)))).toEqual([item]);
  });

  test.each([
    `caller said: ${FORGED}`,
    `2026-11-21T22:00:00.000Z "${FORGED}"`,
    `2026-11-21,"${FORGED.replaceAll('"', '""')}","${FORGED.replaceAll('"', '""')}"`,
    `${FORGED} and more`,
    FORGED.slice(0, -1),
  ])('what is not a line of ours is told, and not taken: %s', (line) => {
    expect(seenIn(line)).toEqual(['unreadable']);
  });
});
