import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { csvLine } from '../../print/csv.ts';

/** A form of output for programs. */
export type RowFormat = 'json' | 'ndjson' | 'csv';

type Row = Readonly<Record<string, unknown>>;

/** Columns of CSV: the same in every file, whatever its rows have. */
export const CSV_COLUMNS: readonly string[] = ['eventTime', 'callId', ...OUTCOMES_TABLE.indexes[0].projected];

/**
 * Writes rows as they come, in a form that a program reads: one JSON array, a JSON object a line,
 * or CSV with a header. Never holds more than a row.
 */
export async function* formatRows(
  rows: AsyncIterable<Row>,
  format: RowFormat,
  columns: readonly string[] = CSV_COLUMNS,
): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns);
  let separator = '[\n';
  for await (const row of rows) {
    if (format === 'csv') yield csvLine(columns.map((name) => row[name]));
    else if (format === 'ndjson') yield `${JSON.stringify(row)}\n`;
    else yield `${separator}${JSON.stringify(row)}`;
    separator = ',\n';
  }
  if (format === 'json') yield separator === '[\n' ? '[]\n' : '\n]\n';
}
