import type { LogRecord } from './records.ts';

/** The names of the column that holds the lines of a log. */
const MESSAGE_COLUMN = /^@?message$/;

const NAMES = /^\uFEFF?"?@?[\w.@-]+"?(?:,"?@?[\w.@-]+"?)+$/;

/** The cells of a row (RFC 4180). */
function cellsOf(row: string): string[] {
  const cells = `,${row}`.matchAll(/,(?:"([^"]*(?:""[^"]*)*)"?|([^,]*))/g);
  return Array.from(cells, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

const hasOddQuotes = (text: string): boolean => text.split('"').length % 2 === 0;

/** Which column of a CSV export holds the lines, by its header; `undefined` where the record is no such header. */
export function messageColumn({ text }: LogRecord): number | undefined {
  if (!NAMES.test(text)) return undefined;
  const index = cellsOf(text.replace(/^\uFEFF/, '')).findIndex((name) => MESSAGE_COLUMN.test(name));
  return index < 0 ? undefined : index;
}

/** The lines in one column of a CSV export; a row goes on while a quote is open. */
export async function* csvMessages(
  records: AsyncIterable<LogRecord>,
  column: number,
): AsyncGenerator<LogRecord> {
  let begun: LogRecord[] = [];
  let isOpen = false;
  const row = ([first, ...more]: readonly LogRecord[]): LogRecord[] => {
    if (!first) return [];
    const text = [first, ...more].map((each) => each.text).join('\n');
    return [{ ...first, text: cellsOf(text)[column] ?? '' }];
  };
  for await (const record of records) {
    begun.push(record);
    isOpen = isOpen !== hasOddQuotes(record.text);
    if (isOpen) continue;
    yield* row(begun);
    begun = [];
  }
  yield* row(begun);
}
