import type { LogLine } from './lines.ts';

/** What stands in a log by itself: a line, or several that were one when they were written. */
export interface LogRecord extends LogLine {
  /** Of its first line, from 1. */
  readonly lineNumber: number;
}

/** Characters that may be held until a record is whole. */
const MOST_HELD_CHARACTERS = 256 * 1024 * 1024;

const indentOf = (text: string): number => text.search(/\S|$/);

/** A bracket at the end of a line, and nothing of JSON before it: what follows is indented. */
const OPENS = /^[^{}"]*[{[]$/;

const CLOSES = /^\s*[}\]],?$/;

/**
 * The records of a log: JSON that was indented for reading (`aws logs … --format json`, an export of Logs
 * Insights) is one, all else goes by lines. Lines that only look like the beginning of one stay lines.
 */
export async function* recordsOf(lines: AsyncIterable<LogLine>): AsyncGenerator<LogRecord> {
  let held: LogRecord[] = [];
  let characters = 0;
  let lineNumber = 0;
  for await (const line of lines) {
    lineNumber += 1;
    const record = { ...line, text: line.text.trimEnd(), lineNumber };
    const [first] = held;
    if (!first) {
      if (!OPENS.test(record.text)) yield record;
      else held = [record];
      characters = record.text.length;
      continue;
    }
    held.push(record);
    characters += record.text.length;
    const isDeeper = record.text === '' || indentOf(record.text) > indentOf(first.text);
    const isWhole = !isDeeper && CLOSES.test(record.text);
    if (isDeeper && characters <= MOST_HELD_CHARACTERS) continue;
    if (isWhole) yield joined(first, held);
    else yield* held;
    held = [];
  }
  yield* held;
}

const joined = (first: LogRecord, records: readonly LogRecord[]): LogRecord => ({
  lineNumber: first.lineNumber,
  text: records.map(({ text }) => text).join('\n'),
  isDamaged: records.some(({ isDamaged }) => isDamaged),
});
