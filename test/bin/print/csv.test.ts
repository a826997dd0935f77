import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvLine } from '../../../bin/print/csv.ts';
import { parseCsv } from './parse-csv.ts';

const csvField = (text: string): string => csvLine([text]).replace(/\r\n$/, '');

describe('CSV', () => {
  const formulaUnit = fc.constantFrom(...'=+-@\u2212＝＋＠；;,\t\r\n" \u200b1a');

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
        expect(/^[\t\r\n]/.test(read)).toBe(false);
        expect(
          parts.filter((part) => /^[=+\-@\u2212＝＋＠]/.test(part) && !/^\+\d{2,15}$/.test(part)),
        ).toEqual([]);
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

  test.each(['+15551234567', '+15551234567,+442079460000'])('the phone number %s stays exact', (text) => {
    expect(parseCsv(csvLine([text]))).toEqual([[text]]);
  });

  test('numbers stay numbers, what is absent is empty', () => {
    expect(csvLine([486, -1, true, undefined, null, { a: 1 }])).toBe('486,-1,true,,,"{""a"":1}"\r\n');
  });
});
