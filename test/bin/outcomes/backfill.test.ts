import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';
import { loggedItems } from '../../../bin/outcomes/backfill/logged-items.ts';
import { logItem } from '../../../functions/callback/record.ts';
import { type SpillQueue, sqsSpillQueue } from '../../../functions/outcomes/spill-queue.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';
import { captureLog } from '../../support/captured-log.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { outcomes } from './captured-terminal.ts';

const table = outcomesTable();
const log = captureLog();
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'backfill-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const ITEM = itemOf('c-logged', {
  tag: 'a "quoted" \\ line\nend, {brace} \u{1f600}',
  nested: { list: [1, null] },
});

/** The line as the functions write it. */
function lineOf(item = ITEM): string {
  log.clear();
  logItem(item, [new Error('store down'), new Error('queue down')]);
  return log.text().trimEnd();
}

/** Every form in which a log comes out of CloudWatch, or of a terminal. */
const FORMS: [string, (line: string) => string][] = [
  ['as it was written', (line) => line],
  ['behind a timestamp', (line) => `2026-11-21T22:00:00.000Z ${line}`],
  ['behind a stream and a timestamp', (line) => `2026/11/21/[$LATEST]0123 2026-11-21T22:00:00 ${line}`],
  ['in a message field', (line) => JSON.stringify({ timestamp: 1, message: line, eventId: '3' })],
  ['in an @message field', (line) => JSON.stringify({ '@timestamp': 'x', '@message': line })],
  ['an object in a message field', (line) => `{"level":"ERROR","message":${line}}`],
  ['one line of an indented export', (line) => `            "message": ${JSON.stringify(line)},`],
  ['a whole export in one line', (line) => JSON.stringify({ events: [{ message: line }], searched: [] })],
  ['a cell of CSV', (line) => `2026-11-21 22:00:00.000,"${line.replaceAll('"', '""')}"`],
];

describe('a logged outcome is read', () => {
  test.each(FORMS)('%s', (_name, wrap) => {
    expect(loggedItems(wrap(lineOf()))).toEqual([ITEM]);
  });

  test('two of one export', () => {
    const other = itemOf('c-other');
    const events = [ITEM, other].map((item) => ({ message: lineOf(item) }));
    expect(loggedItems(JSON.stringify({ events }))).toEqual([ITEM, other]);
  });

  test.each([
    '',
    'START RequestId: 1',
    '{"message":"callback answered"}',
    '{"message":"outcome queued","item":{}}',
  ])('other lines hold none: %s', (line) => {
    expect(loggedItems(line)).toEqual([]);
  });
});

describe('npm run outcomes -- backfill', () => {
  const backfill = (...more: string[]) =>
    outcomes(['backfill', ...more, '--endpoint', table.endpoint, '--table', table.name]);
  const fileOf = (name: string, lines: readonly string[]): string => {
    const file = join(folder, name);
    writeFileSync(file, lines.join('\n'));
    return file;
  };

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
    const spill: SpillQueue = sqsSpillQueue(queue.queueUrl);
    for (let call = 0; call < 12; call += 1) await spill.send(itemOf(`c-dead-${call}`));
    const { out } = await backfill('--dead-letters', queue.queueUrl);
    expect(out).toMatch(/^12 stored, 0 already there, 0 unreadable: table/);
    expect(queue.waiting()).toBe(0);
    expect(await table.itemsOf('c-dead-11')).toHaveLength(1);
    await queue.close();
  });

  test.each([
    [['no-such-file'], 'There is no file no-such-file.'],
    [[], 'Which log?'],
    [['a', '--dead-letters', 'http://127.0.0.1:9/1/q'], 'Either a file or --dead-letters'],
    [['--dead-letters', 'queue'], '--dead-letters must be a URL'],
  ])('%j: one line that says what to do', async (given, message) => {
    expect((await backfill(...given)).failure).toContain(message);
  });
});
