import { styleText } from 'node:util';
import { bar } from '../print/bar.ts';
import { counted, cut } from '../print/printable.ts';
import { PARTS, shown } from './parts/index.ts';
import type { Part, PartRow } from './parts/part.ts';
import type { Report } from './report.ts';

/** More rows of a table are counted, not shown. */
const MOST_ROWS = 24;

/** A shorter first column would cut most names: then each has a line of its own. */
const NAME_COLUMNS = 24;

/** The other columns are no wider. */
const CELL_COLUMNS = 20;

const GAP = 2;

/** A row, and the share of the widest bar that it shows. */
interface ShownRow extends PartRow {
  readonly share?: number | undefined;
}

/** The shares of a whole that the rows of a table show as bars. */
function sharesOf({ name }: Part, { totals, hours }: Report): number[] {
  const counts = { totals: Object.values(totals), hours: hours.map(({ calls }) => calls) }[name] ?? [];
  const most = Math.max(1, ...counts);
  return counts.map((count) => count / most);
}

function rowsOf(part: Part, report: Report): readonly ShownRow[] {
  const shares = sharesOf(part, report);
  const rows = part.rows(report, MOST_ROWS).map((row, index) => ({ ...row, share: shares[index] }));
  return shown(part.name, rows, report);
}

/** The columns of which a row tells something, the first one always. */
const toldColumns = ({ columns }: Part, rows: readonly ShownRow[]): number[] =>
  columns
    .map((_, index) => index)
    .filter((index) => index === 0 || rows.some(({ texts }) => texts[index] !== '–'));

/** Writes lines of a first column and others that are right aligned, each as wide as its texts need. */
function lineWriter(lines: readonly (readonly string[])[], columns: number) {
  const widths = (lines[0] ?? []).map((_, index) =>
    Math.max(...lines.map((line) => line[index]?.length ?? 0)),
  );
  const [longest = 0, ...others] = widths.map((width, index) =>
    index === 0 ? width : Math.min(width, CELL_COLUMNS),
  );
  const rest = columns - others.reduce((sum, width) => sum + GAP + width, 0);
  const isApart = rest < Math.min(longest, NAME_COLUMNS);
  const nameColumns = isApart ? 0 : Math.min(longest, rest);
  const write = ([name = '', ...cells]: readonly string[]): string =>
    [
      isApart ? `${cut(name, columns)}\n` : cut(name, nameColumns).padEnd(nameColumns),
      ...cells.map((cell, index) => cut(cell, CELL_COLUMNS).padStart(GAP + (others[index] ?? 0))),
    ].join('');
  return { write, free: Math.max(0, rest - nameColumns - GAP) };
}

function table(part: Part, report: Report, columns: number): string[] {
  const rows = rowsOf(part, report);
  if (rows.length === 0) return [styleText('bold', part.title), part.empty];
  const told = toldColumns(part, rows);
  const pick = (texts: readonly string[]): string[] => told.map((index) => texts[index] ?? '');
  const head = pick(part.columns.map(({ title }) => title));
  const { write, free } = lineWriter([head, ...rows.map(({ texts }) => pick(texts))], columns);
  const left = part.count(report) - MOST_ROWS;
  return [
    styleText('bold', part.title),
    styleText('dim', write(head)),
    ...rows.flatMap(({ texts, note, share }) => [
      `${write(pick(texts))}${share === undefined ? '' : `  ${bar(share, free)}`}`.trimEnd(),
      ...(note === undefined ? [] : [styleText('dim', cut(`    ${note}`, columns))]),
    ]),
    ...(left > 0 ? [`and ${left} more: --csv FOLDER has all`] : []),
  ];
}

/**
 * The report as tables for a terminal. Lines fit, but for those of many numbers: these have 120 columns at most.
 * Columns of which nothing is told are left out.
 */
export function reportText(report: Report, columns: number): string {
  const { callBackHidden, totals } = report;
  if (totals.calls === 0) return 'No calls.\n';
  const tables = PARTS.map((part) => table(part, report, columns).join('\n')).join('\n\n');
  const hidden = `and ${counted(callBackHidden, 'lost call')} of callers who hide their number\n`;
  return `${tables}\n${callBackHidden > 0 ? hidden : ''}`;
}
