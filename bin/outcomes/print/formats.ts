import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { csvLine } from '../../print/csv.ts';
import type { Terminal } from '../../print/terminal.ts';
import type { Rows } from '../../story/reread-legs.ts';

/** A form of output for programs. */
export type RowFormat = 'json' | 'ndjson' | 'csv';

/** Columns of CSV: the same in every file, whatever its rows have. */
const CSV_COLUMNS: readonly string[] = ['eventTime', 'callId', ...OUTCOMES_TABLE.indexes[0].projected];

/**
 * Writes rows for a program as they come, and returns how many there were: one JSON array, a JSON object a
 * line, or CSV with a header. Never holds more than a row.
 */
export async function writeRows(
  rows: Rows<Readonly<Record<string, unknown>>>,
  format: RowFormat,
  { write }: Pick<Terminal, 'write'>,
  columns = CSV_COLUMNS,
): Promise<number> {
  let count = 0;
  if (format === 'csv') await write(csvLine(columns));
  for await (const row of rows) {
    if (format === 'csv') await write(csvLine(columns.map((name) => row[name])));
    else if (format === 'ndjson') await write(`${JSON.stringify(row)}\n`);
    else await write(`${count === 0 ? '[' : ','}\n${JSON.stringify(row)}`);
    count += 1;
  }
  if (format === 'json') await write(count === 0 ? '[]\n' : '\n]\n');
  return count;
}
