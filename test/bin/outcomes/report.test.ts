import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import schema from '../../../docs/outcomes-report.v1.schema.json' with { type: 'json' };
import { outcomesTable } from '../../support/outcomes-table.ts';
import { parseCsv } from '../print/parse-csv.ts';
import { storedItem } from '../reader/items.ts';
import { outcomesOf } from './captured-terminal.ts';
import { ITEMS } from './two-calls.ts';

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const EVIL = '<script>alert(1)</script>';
const FORMULA = '=HYPERLINK("http://evil.example.com")';
const PERIOD = ['--since', '2026-11-21', '--until', '2026-11-22', '--zone', 'UTC'];

beforeAll(() => vi.stubEnv('TZ', 'Asia/Tokyo'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('two calls, and one of a hostile caller', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  beforeAll(async () => {
    const hostile = storedItem({
      callId: 'c-hostile',
      eventTime: '2026-11-21T11:30:00.000Z',
      outcome: 'failed',
      step: 'goodbye',
      route: EVIL,
      destination: FORMULA,
      fields: { from: `sip:${EVIL}\u202e@evil.example.com`, direction: 'inbound' },
    });
    for (const item of [...ITEMS, hostile]) await table.store.put(item);
  });

  test('terminal: every table, in lines of 120 columns at most, with the period, its zone and the read units', async () => {
    const { out, notes } = await run('report', ...PERIOD);
    expect(out.split('\n').every((line) => line.length <= 120)).toBe(true);
    for (const title of ['Calls', 'By route', 'By destination', 'By hour', 'Call back'])
      expect(out).toMatch(new RegExp(`^${title}$`, 'm'));
    expect(out).toMatch(/^all calls +3 +100 % +█+$/m);
    expect(out).toMatch(/^saved by a later hand-off +1 +33 %/m);
    expect(out).toMatch(/^\+15551234567 .* 2026-11-21 11:00 .* no-answer$/m);
    expect(out).not.toMatch(/\u202e/);
    expect(notes.replaceAll(/\n +/g, ' ')).toMatch(
      /^3 calls from 2026-11-21 00:00:00 UTC to 2026-11-22 00:00:00 UTC, UTC, in table .*; read units: [\d.]+\.\n$/,
    );
  });

  test('--json is held by its schema, which allows nothing else', async () => {
    const report = JSON.parse((await run('report', ...PERIOD, '--json')).out);
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
    expect(report.period).toEqual({
      since: '2026-11-21T00:00:00.000Z',
      until: '2026-11-22T00:00:00.000Z',
      zone: 'UTC',
    });
    expect(report.totals).toMatchObject({ calls: 3, saved: 1, goodbye: 2, reachedAtOnce: 0 });
    expect(validate({ ...report, more: 1 })).toBe(false);
  });

  test('--csv writes a file for each table; what could be a formula is text', async () => {
    const { out } = await run('report', ...PERIOD, '--csv', join(folder, 'csv'));
    const names = ['call-back.csv', 'destinations.csv', 'hours.csv', 'routes.csv', 'totals.csv'];
    expect(readdirSync(join(folder, 'csv')).toSorted()).toEqual(names);
    expect(out.trim().split('\n').toSorted()).toEqual(names.map((name) => join(folder, 'csv', name)));
    const rows = parseCsv(readFileSync(join(folder, 'csv', 'destinations.csv'), 'utf8'));
    expect(rows.map(([destination]) => destination)).toContain(`'${FORMULA}`);
    for (const name of names)
      expect(readFileSync(join(folder, 'csv', name), 'utf8')).not.toMatch(/(?:^|[,;"])[=@]/m);
  });

  test('--html writes one file without scripts and addresses, in which callers are text', async () => {
    const file = join(folder, 'report.html');
    expect((await run('report', ...PERIOD, '--html', file)).out).toBe(`${file}\n`);
    const html = readFileSync(file, 'utf8');
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|\bhref=|url\(|@import|\son\w+=/i);
    expect(html).toContain('&lt;script&gt;');
    expect(html).not.toMatch(/\u202e/);
    expect(html).toContain('1 of 3 calls reached a person (33 %), 1 of them by a later hand-off.');
  });

  test('--route counts the calls of one route', async () => {
    const { out } = await run('report', ...PERIOD, '--route', 'support', '--json');
    expect(JSON.parse(out).totals).toMatchObject({ calls: 1, saved: 1 });
  });

  test('a time without calls has no other table, and a file that cannot be written is told in a line', async () => {
    const none = await run('report', '--since', '2026-11-19', '--until', '2026-11-20', '--zone', 'UTC');
    expect(none.out).toBe('No calls.\n');
    expect(none.notes).toContain('0 calls from 2026-11-19 00:00:00 UTC');
    const unwritable = await run('report', ...PERIOD, '--html', join(folder, 'none', 'report.html'));
    expect(unwritable.failure).toMatch(/^Cannot write .*none\/report\.html: ENOENT/);
    expect(unwritable.exitCode).toBe(1);
  });

  test('what cannot be meant is told in a line', async () => {
    expect((await run('report', '--zone', 'new york')).failure).toContain('did you mean "America/New_York"?');
    expect((await run('report', '--since', '2026-11-21', '--until', '2026-11-20')).failure).toMatch(
      /not after/,
    );
  });
});
