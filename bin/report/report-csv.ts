import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvLine } from '../print/csv.ts';
import { PARTS } from './parts/index.ts';
import type { Report } from './report.ts';

/** The files of a report as CSV, by name: values as they are, times in ISO 8601, lengths in seconds. */
const csvFiles = (report: Report): [name: string, text: string][] =>
  PARTS.map(({ name, columns, rows }) => [
    `${name}.csv`,
    [columns.map((column) => column.name), ...rows(report).map(({ values }) => values)].map(csvLine).join(''),
  ]);

/** Writes a report as CSV, a file for each table, and gives their paths; files of the same names are replaced. */
export function writeCsv(report: Report, folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  return csvFiles(report).map(([name, text]) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  });
}
