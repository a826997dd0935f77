import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRows } from '../../../bin/outcomes/print/formats.ts';
import { bar } from '../../../bin/print/bars.ts';
import { csvLine } from '../../../bin/print/csv.ts';
import { cut, field, printable } from '../../../bin/print/printable.ts';

/** CSV as RFC 4180 has it; written apart from the code under test. */
function parseCsv(text: string): string[][] {
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

const csvField = (text: string): string => csvLine([text]).replace(/\r\n$/, '');

describe('CSV', () => {
  const formulaUnit = fc.constantFrom(...'=+-@＝＋；;,\t\r\n" \u200b1a');

  test('every text comes back, but for the apostrophes before formulas', () => {
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: formulaUnit }));
    const without = (rows: string[][]) => rows.map((row) => row.map((text) => text.replaceAll("'", '')));
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 4 })), (rows) => {
        expect(without(parseCsv(rows.map(csvLine).join('')))).toEqual(without(rows));
      }),
    );
  });

  test('wherever a reader may split a field, no part of it is a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: formulaUnit }), (text) => {
        const read = parseCsv(csvLine([text, 'x']))[0]?.[0] ?? '';
        const parts = read.split(/[;,\t\r\n]/).map((part) => part.replace(/^[\s\u200b"]+/, ''));
        expect(parts.filter((part) => /^[=+\-@＝＋]/.test(part) && !/^\+\d{2,15}$/.test(part))).toEqual([]);
      }),
    );
  });

  test.each([
    ['sip:a@x;=cmd()', `"sip:a@x;'=cmd()"`],
    ['sip:a@x; =1', `"sip:a@x;' =1"`],
    ['a;\ufeff+1', `"a;'\ufeff+1"`],
    ['a\t=1', `"a\t'=1"`],
    [';@SUM(A1)', `";'@SUM(A1)"`],
    ['+15551234567;=1', `"+15551234567;'=1"`],
    ['a;"=1"', `"a;'""=1"""`],
  ])('a formula behind a separator is text, and the field is quoted: %j', (text, written) => {
    expect(csvField(text)).toBe(written);
  });

  test('a SIP URI with parameters stays as it is', () => {
    const uri = 'sip:alice@desk.example.com;transport=tcp;user=phone';
    expect(parseCsv(csvLine([uri]))).toEqual([[uri]]);
  });

  test.each([
    '=1+1',
    '+1+1',
    '-2',
    '\u22122',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '＠SUM(A1)',
    ' =1',
    '\u200b=1',
    '"=1',
    '+1555x',
    '+1,=1',
  ])('%j is no formula in a spreadsheet', (text) => {
    expect(csvField(text)).toMatch(/^"?'/);
  });

  test.each(['+15551234567', '+15551234567,+442079460000'])('the phone number %s stays exact', (text) => {
    expect(parseCsv(csvLine([text]))).toEqual([[text]]);
  });

  test('numbers stay numbers, what is absent is empty', () => {
    expect(csvLine([486, -1, true, undefined, null, { a: 1 }])).toBe('486,-1,true,,,"{""a"":1}"\r\n');
  });
});

describe('rows for a program', () => {
  const rows = [
    { eventTime: 't', callId: 'c', outcome: 'busy' },
    { eventTime: 'u', callId: 'd', from: '=x' },
  ];
  async function written(format: 'json' | 'ndjson' | 'csv', from: readonly object[] = rows): Promise<string> {
    async function* source() {
      for (const row of from) yield row as Record<string, unknown>;
    }
    let text = '';
    for await (const piece of formatRows(source(), format)) text += piece;
    return text;
  }

  test('JSON is one document, also of nothing', async () => {
    expect(JSON.parse(await written('json'))).toEqual(rows);
    expect(JSON.parse(await written('json', []))).toEqual([]);
  });

  test('NDJSON is a document a line', async () => {
    expect(
      (await written('ndjson'))
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(rows);
    expect(await written('ndjson', [])).toBe('');
  });

  test('CSV has a header, and columns that do not hang on the rows', async () => {
    const lines = parseCsv(await written('csv'));
    expect(lines.map((line) => line.length)).toEqual([15, 15, 15]);
    expect(lines[0]?.slice(0, 4)).toEqual(['eventTime', 'callId', 'eventType', 'outcome']);
    expect(lines[2]?.[4]).toBe("'=x");
    expect(parseCsv(await written('csv', []))).toHaveLength(1);
  });
});

describe('text of strangers', () => {
  test.each([
    ['\u001b[31mred', '\\u{1b}[31mred'],
    ['a\rb\nc', 'a\\u{d}b\\u{a}c'],
    ['\u009b2J', '\\u{9b}2J'],
    ['\u202egnp', '\\u{202e}gnp'],
    ['Zoë 日本 +1', 'Zoë 日本 +1'],
  ])('%j shows as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  test('no text leaves anything that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const obeyed = Array.from(printable(text), (each) => each.codePointAt(0) ?? 0).filter(
          (code) => code < 0x20 || (code >= 0x7f && code < 0xa0) || (code >= 0x2028 && code < 0x202f),
        );
        expect(obeyed).toEqual([]);
      }),
    );
  });

  test('a field that is absent is undefined, one that is nested is JSON', () => {
    const row = { a: 0, b: '', c: null, d: ['\u001b'] };
    expect(['a', 'b', 'c', 'd', 'e'].map((name) => field(row, name))).toEqual([
      '0',
      undefined,
      undefined,
      '["\\u001b"]',
      undefined,
    ]);
  });

  test('cut keeps to its columns and shows that it did', () => {
    expect([cut('abcdef', 6), cut('abcdef', 5)]).toEqual(['abcdef', 'abcd…']);
  });
});

test.each([
  [1, '██████████'],
  [0.5, '█████'],
  [0.51, '█████▏'],
  [0.0001, '▏'],
  [0, ''],
])('a bar for %f', (share, text) => {
  expect(bar(share, 10)).toBe(text);
});
