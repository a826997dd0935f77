import { type Command, Option } from 'commander';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { type Options, tableCommand, withRange, withRowOptions } from '../options/common.ts';
import { readDays } from '../options/range.ts';
import { exportProgress } from '../print/progress.ts';
import { askedRows, wantedWords, writeRows } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

type ExportOptions = Options & { readonly format: 'csv' | 'ndjson' };

/** `export`: everything of a time range, for another program. */
export function exportCommand(context: Context): Command {
  const command = tableCommand('export', 'every event of a time range, newest first, as a file');
  return withRowOptions(withRange(command))
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'ndjson']).default('csv'))
    .addHelpText('after', '\nExample: npm run --silent outcomes -- export --since 7d > week.csv')
    .action(async (options: ExportOptions) => {
      const range = readDays(options, context.now());
      await withSession(context, options, async ({ reader, terminal, tableWords }) => {
        const progress = terminal.showsProgress ? exportProgress(range, terminal.note) : undefined;
        async function* watched(rows: AsyncIterable<StoredOutcome>) {
          let count = 0;
          for await (const row of rows) {
            count += 1;
            progress?.at(row.eventTime, count);
            yield row;
          }
        }
        const rows = askedRows(reader, range, options, true);
        const count = await writeRows(watched(rows), options.format, terminal);
        progress?.done();
        terminal.note(`${count} rows ${range.words}${wantedWords(options)}, of ${tableWords}\n`);
      });
    });
}
