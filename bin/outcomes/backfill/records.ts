import { isUtf8 } from 'node:buffer';
import { Failure } from '../../usage/usage-error.ts';
import type { Bytes } from './text.ts';

/** A line of a log, or several that were one when they were written. */
export interface LogRecord {
  readonly text: string;
  /** It has bytes that are not UTF-8. */
  readonly isDamaged: boolean;
  /** Of its first line, from 1. */
  readonly lineNumber: number;
}

/** Characters of a line, and those that are held until a record is whole; a string holds twice as many. */
const MOST_CHARACTERS = 256 * 1024 * 1024;

/** Splits at line feeds alone: a text of a caller may hold other separators, which JSON does not escape. */
async function* linesOf(bytes: Bytes): AsyncGenerator<LogRecord> {
  let lineNumber = 0;
  const line = (characters: string): LogRecord => {
    lineNumber += 1;
    const whole = Buffer.from(characters, 'latin1');
    return { text: whole.toString().trimEnd(), isDamaged: !isUtf8(whole), lineNumber };
  };
  let held: string[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    // Each byte as one character: a line feed is found without breaking a character.
    const [first = '', ...others] = chunk.toString('latin1').split('\n');
    held.push(first);
    length += first.length;
    if (length > MOST_CHARACTERS) throw new Failure('A line of the log has more than 256 MB.');
    const last = others.pop();
    if (last === undefined) continue;
    yield line(held.join(''));
    for (const other of others) yield line(other);
    held = [last];
    length = last.length;
  }
  if (length > 0) yield line(held.join(''));
}

/** Several lines as the one that they were. */
const joined = (records: readonly LogRecord[]): LogRecord => ({
  lineNumber: records[0]?.lineNumber ?? 0,
  text: records.map(({ text }) => text).join('\n'),
  isDamaged: records.some(({ isDamaged }) => isDamaged),
});

const indentOf = (text: string): number => text.search(/\S|$/);

/** A bracket at the end of a line, and nothing of JSON before it: what follows is indented. */
const OPENS = /^[^{}"]*[{[]$/;

const CLOSES = /^\s*[}\]],?$/;

/**
 * The records of a log: JSON that was indented for reading (`aws logs … --format json`, an export of Logs
 * Insights) is one, everything else goes by lines. Lines that only look like the beginning of one stay lines.
 */
async function* indentedAsOne(lines: AsyncIterable<LogRecord>): AsyncGenerator<LogRecord> {
  let held: LogRecord[] = [];
  let characters = 0;
  for await (const line of lines) {
    const [first] = held;
    characters = (first ? characters : 0) + line.text.length;
    if (!first && !OPENS.test(line.text)) {
      yield line;
      continue;
    }
    held.push(line);
    const isDeeper = !first || line.text === '' || indentOf(line.text) > indentOf(first.text);
    if (isDeeper && characters <= MOST_CHARACTERS) continue;
    if (!isDeeper && CLOSES.test(line.text)) yield joined(held);
    else yield* held;
    held = [];
  }
  yield* held;
}

/** A header of CSV: names of columns, one of which holds the lines of the log. */
const NAMES = /^\uFEFF?"?@?[\w.@-]+"?(?:,"?@?[\w.@-]+"?)+$/;
const MESSAGE_COLUMN = /^@?message$/;

/** The cells of a row (RFC 4180). */
const cellsOf = (row: string): string[] =>
  Array.from(
    `,${row}`.matchAll(/,(?:"([^"]*(?:""[^"]*)*)"?|([^,]*))/g),
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );

const hasOddQuotes = ({ text }: LogRecord): boolean => text.split('"').length % 2 === 0;

/** The lines in one column of CSV; a row goes on while a quote is open. */
async function* inColumn(records: AsyncIterable<LogRecord>, column: number): AsyncGenerator<LogRecord> {
  const cell = (row: LogRecord): LogRecord => ({ ...row, text: cellsOf(row.text)[column] ?? '' });
  let held: LogRecord[] = [];
  let isOpen = false;
  for await (const record of records) {
    held.push(record);
    isOpen = isOpen !== hasOddQuotes(record);
    if (isOpen) continue;
    yield cell(joined(held));
    held = [];
  }
  if (held.length > 0) yield cell(joined(held));
}

/** The records of a log in UTF-8; those of an export as CSV are in one of its columns. */
export async function* recordsOf(bytes: Bytes): AsyncGenerator<LogRecord> {
  const records = indentedAsOne(linesOf(bytes));
  const first = await records.next();
  if (first.done) return;
  const header = NAMES.test(first.value.text) ? cellsOf(first.value.text.replace(/^\uFEFF/, '')) : [];
  const column = header.findIndex((name) => MESSAGE_COLUMN.test(name));
  if (column >= 0) return yield* inColumn(records, column);
  yield first.value;
  yield* records;
}
