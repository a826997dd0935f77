import { type Command, Option } from 'commander';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import type { TableOptions } from '../open-table.ts';
import { type RowOptions, tableCommand, withRowOptions } from '../options/common.ts';
import { type RangeOptions, readDays } from '../options/range.ts';
import { exportProgress } from '../print/progress.ts';
import { resultsOf, wantedRows, wantedWords, writeRows } from '../rows.ts';
import { type Context, withSession } from '../session.ts';
import { rereadRows } from '../story/reread-legs.ts';

interface ExportOptions extends TableOptions, RowOptions, RangeOptions {
  readonly format: 'csv' | 'ndjson';
}

/** `export`: everything of a time range, for another program. */
export function exportCommand(context: Context): Command {
  const command = tableCommand('export', 'every event of a time range, newest first, as a file')
    .requiredOption('--since <time>', 'from this time on: 90m, 2h, yesterday, 2026-11-21T09:30Z')
    .option('--until <time>', 'up to this time (now)')
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'ndjson']).default('csv'));
  withRowOptions(command);
  command.addHelpText('after', '\nExample: npm run --silent outcomes -- export --since 7d > week.csv');
  return command.action(async (options: ExportOptions) => {
    const range = readDays(options, context.now());
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const progress = terminal.showsProgress ? exportProgress(range, terminal.note) : undefined;
      let count = 0;
      async function* watched(rows: AsyncIterable<StoredOutcome>) {
        for await (const row of rows) {
          count += 1;
          progress?.at(row.eventTime, count);
          yield row;
        }
      }
      const stored = reader.byOutcome({ ...range, ...wantedRows(options, true) });
      const rows = resultsOf(rereadRows(stored, reader), options, true);
      await writeRows(watched(rows), options.format, terminal);
      progress?.done();
      terminal.note(`${count} rows ${range.words}${wantedWords(options)}, of ${tableWords}\n`);
    });
  });
}
