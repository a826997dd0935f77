import { printable } from '../../print/printable.ts';
import type { Report } from '../report.ts';

type Value = string | number | null;

/** A column of a table. */
interface Column<Row> {
  /** Its name in CSV, by which the value stands there. */
  readonly name: string;
  readonly title: string;
  /** What it counts. */
  readonly counts: string;
  readonly value: (row: Row) => Value;
  /** The value for people; as it is, unless told. */
  readonly text?: (row: Row, report: Report) => string;
}

/** A row of a table: its values, and the same for people. */
export interface PartRow {
  readonly values: readonly Value[];
  /** Printable texts; "–" for what is not told. */
  readonly texts: readonly string[];
  /** What is said below the row. */
  readonly note?: string | undefined;
}

/** A table of the report; its first column names the row. */
export interface Part {
  readonly name: string;
  readonly title: string;
  /** Said in place of a table without rows. */
  readonly empty: string;
  readonly columns: readonly Pick<Column<never>, 'name' | 'title' | 'counts'>[];
  /** How many rows there are, and of these the first. */
  count(report: Report): number;
  rows(report: Report, most?: number): PartRow[];
}

/** A value for people: a large number is rounded, as it would take too many columns. */
function plainText(value: Value): string {
  if (typeof value !== 'number') return value ?? '–';
  return value < 100_000 ? value.toLocaleString('en') : value.toLocaleString('en', { notation: 'compact' });
}

/** Makes a table of rows of a report. */
export function part<Row>(
  of: Pick<Part, 'name' | 'title' | 'empty'>,
  rowsOf: (report: Report) => readonly Row[],
  columns: readonly Column<Row>[],
  noteOf: (row: Row) => string | undefined = () => undefined,
): Part {
  const textOf = (row: Row, report: Report, { value, text }: Column<Row>): string =>
    printable(text ? text(row, report) : plainText(value(row)));
  return {
    ...of,
    columns,
    count: (report) => rowsOf(report).length,
    rows: (report, most = Number.POSITIVE_INFINITY) =>
      rowsOf(report)
        .slice(0, most)
        .map((row) => ({
          values: columns.map(({ value }) => value(row)),
          texts: columns.map((column) => textOf(row, report, column)),
          note: noteOf(row),
        })),
  };
}

const seconds = (value: number | null): string => (value === null ? '–' : `${plainText(value)} s`);

/** A column that is told in seconds. */
export const length = <Row>(
  name: string,
  title: string,
  counts: string,
  value: (row: Row) => number | null,
): Column<Row> => ({ name, title, counts, value, text: (row) => seconds(value(row)) });

/** A column of a field as it is. */
export const column = <Row>(name: keyof Row & string, title: string, counts: string): Column<Row> => ({
  name,
  title,
  counts,
  value: (row) => row[name] as Value,
});
