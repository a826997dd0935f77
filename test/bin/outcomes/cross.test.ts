import { stripVTControlCharacters } from 'node:util';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { crossText } from '../../../bin/outcomes/print/cross-text.ts';
import { GROUPINGS, type Group, type Grouping, tally } from '../../../bin/story/tally.ts';
import { outcomesTable } from '../../support/outcomes-table.ts';
import { each, row } from '../reader/items.ts';
import { outcomesOf } from './captured-terminal.ts';
import { ITEMS } from './two-calls.ts';

beforeAll(() => vi.stubEnv('TZ', 'UTC'));

describe('two calls', () => {
  const table = outcomesTable();
  const run = outcomesOf(table);
  beforeAll(async () => {
    for (const item of ITEMS) await table.store.put(item);
  });

  test('what failed, why, by destination', async () => {
    const { out } = await run('stats', '--by', 'destination,outcome');
    expect(out.split('\n').slice(0, 6)).toEqual([
      'destination                  count    busy  connected  no-answer',
      '+15557654321                     1       ·          ·          1',
      'sip:alice@desk.example.com       1       1          ·          ·',
      'sip:bob@desk.example.com         1       ·          1          ·',
      '',
      '3 hand-offs in 2 calls, 1.50 per call.',
    ]);
    const hours = (await run('stats', '--by', 'Hour, cause')).out.split('\n');
    expect(hours.slice(0, 3)).toEqual([
      'hour               count  (no cause)  timeout',
      '2026-11-21 10:00       2           2        ·',
      '2026-11-21 11:00       1           ·        1',
    ]);
    expect((await run('stats', '--by', 'sip-code,route')).out).toContain('486 Busy Here ');
  });

  test('JSON and CSV have the pairs', async () => {
    const { groups } = JSON.parse((await run('stats', '--by', 'route,outcome', '--json')).out);
    expect(groups).toContainEqual({ label: 'support', across: 'busy', count: 1, connected: 0 });
    const csv = (await run('stats', '--by', 'route,outcome', '--csv')).out.split('\r\n');
    expect(csv[0]).toBe('route,outcome,count,connected');
    expect(csv).toContain('support,connected,1,1');
  });

  test('nothing is told as in every list', async () => {
    const { out } = await run('stats', '--by', 'route,outcome', '--since', '1m');
    expect(out).toMatch(/^Nothing found, from /);
  });
});

/** Counts of the lines of a table, without those of its heads. */
const cellsOf = (text: string) =>
  stripVTControlCharacters(text)
    .split('\n')
    .slice(1)
    .filter((line) => !line.startsWith('and '))
    .map((line) =>
      (/(?: +(?:·|\d+))+$/.exec(line)?.[0] ?? '')
        .trim()
        .split(/ +/)
        .map((cell) => Number(cell) || 0),
    );

test('every table has 100 columns at most, and its cells make up its counts', async () => {
  const name = fc.string({
    unit: fc.constantFrom('a', 'b', ':', '@', '🙂', '\n'),
    minLength: 1,
    maxLength: 60,
  });
  const anyRow = fc.record({
    outcome: fc.constantFrom('busy', 'misconfigured', 'not-accepted', 'connected', 'no-answer', 'refused'),
    route: name,
    destination: name,
    cause: name,
    eventTime: fc.constantFrom(
      ...Array.from({ length: 24 }, (_, hour) => `2026-11-21T${String(hour).padStart(2, '0')}:00:00.000Z`),
    ),
  });
  const anyBy = fc.subarray(Object.keys(GROUPINGS) as Grouping[], { minLength: 2, maxLength: 2 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyRow, { minLength: 1, maxLength: 60 }),
      anyBy,
      fc.boolean(),
      async (fields, by, turned) => {
        const [one, other] = (turned ? by.toReversed() : by) as [Grouping, Grouping];
        const { groups } = await tally(each(fields.map((each) => row(each))), one, other);
        const text = crossText(groups, [one, other], 100);
        for (const line of stripVTControlCharacters(text).split('\n'))
          expect(line.length).toBeLessThanOrEqual(100);
        for (const [count = 0, ...cells] of cellsOf(text)) {
          expect(count).toBeGreaterThan(0);
          expect(cells.reduce((sum, cell) => sum + cell, 0)).toBe(count);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('more than fit are told of: the largest, or the latest hours, are shown', () => {
  const groups: Group[] = Array.from({ length: 30 }, (_, index) => ({
    label: `2026-11-21 ${String(index).padStart(2, '0')}:00`,
    across: `route-${index}`,
    count: 30 - index,
    connected: 0,
  }));
  const hours = crossText(groups, ['hour', 'route'], 100).split('\n');
  expect([hours.length, hours.at(-2)?.slice(0, 16), hours.at(-1)]).toEqual([
    26,
    '2026-11-21 29:00',
    'and 6 earlier: --json shows all',
  ]);
  expect(hours[0]).toContain('route-0');
  expect(hours[0]).toMatch(/ {2}others$/);
  const turned = groups.map(({ label, across = '', ...counts }) => ({
    ...counts,
    label: across,
    across: label,
  }));
  const [head = ''] = crossText(turned, ['route', 'hour'], 100).split('\n');
  expect(head).toContain('2026-11-21 29:00');
  expect(head).not.toContain('2026-11-21 00:00');
});
