import { describe, expect, test } from 'vitest';
import { formatRows } from '../../../bin/outcomes/print/formats.ts';
import { parseCsv } from '../print/parse-csv.ts';

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
