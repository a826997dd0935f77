import type { Command } from 'commander';
import {
  formatOf,
  type Options,
  readCount,
  tableCommand,
  withFormats,
  withRange,
  withRowOptions,
} from '../options/common.ts';
import { readDays } from '../options/range.ts';
import { resultLines } from '../print/result-lines.ts';
import { askedRows, first, showsAllEvents, wantedWords, writeRows } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

const DEFAULT_LIMIT = 20;

/** `list`: what became of hand-offs, newest first. */
export function listCommand(context: Context): Command {
  const command = tableCommand('list', 'what became of hand-offs, newest first')
    .option('--limit <count>', `no more than so many (${DEFAULT_LIMIT}; all, for a program)`, readCount)
    .option('--all-events', 'also beginnings and ends of calls and legs');
  withFormats(withRowOptions(withRange(command, '24h')), ['json', 'ndjson', 'csv']);
  return command.action(async (options: Options) => {
    const range = readDays(options, context.now());
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const rows = askedRows(reader, range, options, showsAllEvents(options));
      const format = formatOf(options);
      if (format) return void (await writeRows(first(rows, options.limit ?? Infinity), format, terminal));

      const limit = options.limit ?? DEFAULT_LIMIT;
      let count = 0;
      for await (const row of first(rows, limit + 1)) {
        count += 1;
        if (count <= limit) await terminal.write(resultLines(row, terminal.columns));
      }
      const some =
        count > limit ? `The newest ${limit}; there are more: --limit ${limit * 5}` : `${count} found`;
      const found = count === 0 ? 'Nothing found' : some;
      await terminal.say(`${found}, ${range.words}${wantedWords(options)}, in ${tableWords}`);
    });
  });
}
