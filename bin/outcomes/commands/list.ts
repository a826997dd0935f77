import type { Command } from 'commander';
import type { TableOptions } from '../open-table.ts';
import {
  type FormatOptions,
  formatOf,
  type RowOptions,
  readCount,
  tableCommand,
  withFormats,
  withRowOptions,
} from '../options/common.ts';
import { type RangeOptions, readDays } from '../options/range.ts';
import { resultLines } from '../print/result-lines.ts';
import { first, resultsOf, showsAllEvents, wantedRows, wantedWords, writeRows } from '../rows.ts';
import { type Context, withSession } from '../session.ts';
import { rereadRows } from '../story/reread-legs.ts';

interface ListOptions extends TableOptions, RowOptions, RangeOptions, FormatOptions {
  readonly limit?: number;
}

const DEFAULT_LIMIT = 20;

/** `list`: what became of hand-offs, newest first. */
export function listCommand(context: Context): Command {
  const command = tableCommand('list', 'what became of hand-offs, newest first')
    .option('--since <time>', 'from this time on: 90m, 2h, yesterday, 2026-11-21T09:30Z', '24h')
    .option('--until <time>', 'up to this time (now)')
    .option('--limit <count>', `no more than so many (${DEFAULT_LIMIT}; all, for a program)`, readCount)
    .option('--all-events', 'also beginnings and ends of calls and legs');
  withFormats(withRowOptions(command), ['json', 'ndjson', 'csv']);
  return command.action(async (options: ListOptions) => {
    const range = readDays(options, context.now());
    const allEvents = showsAllEvents(options);
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const question = { ...range, ...wantedRows(options, allEvents) };
      const rows = resultsOf(rereadRows(reader.byOutcome(question), reader), options, allEvents);
      const format = formatOf(options);
      if (format) return void (await writeRows(first(rows, options.limit ?? Infinity), format, terminal));

      const limit = options.limit ?? DEFAULT_LIMIT;
      const searched = `${range.words}${wantedWords(options)}, in ${tableWords}`;
      let count = 0;
      for await (const row of first(rows, limit + 1)) {
        count += 1;
        if (count <= limit) await terminal.write(resultLines(row, terminal.columns));
      }
      const more =
        count > limit ? `The newest ${limit}; there are more: --limit ${limit * 5}` : `${count} found`;
      await terminal.say(`${count === 0 ? 'Nothing found' : more}, ${searched}`);
    });
  });
}
