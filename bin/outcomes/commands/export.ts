import { type Command, Option } from 'commander';
import { counted } from '../../print/printable.ts';
import { dayAndTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { type Options, outcomesCommand } from '../options/common.ts';
import { readDays } from '../options/time.ts';
import { writeRows } from '../print/formats.ts';
import { nothingWords } from '../table/newest.ts';
import { askedRows, wantedWords } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

type ExportOptions = Options & { readonly format: 'csv' | 'ndjson' };

/** A person sees no more than this. */
const PROGRESS_MILLISECONDS = 100;

/** `export`: everything of a time range, for another program. */
export function exportCommand(context: Context): Command {
  return outcomesCommand('export', 'every event of a time range, newest first, as a file', {
    since: 'required',
    narrows: true,
  })
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'ndjson']).default('csv'))
    .addHelpText('after', '\nExample: npm run --silent outcomes -- export --since 7d > week.csv')
    .action(async (options: ExportOptions) => {
      const range = readDays(options, context.now());
      await withSession(context, options, async (session) => {
        const { reader, terminal, table } = session;
        const { showsProgress, note } = terminal;
        async function* watched(rows: AsyncIterable<StoredOutcome>) {
          let count = 0;
          let shown = 0;
          for await (const row of rows) {
            count += 1;
            if (showsProgress && Date.now() - shown >= PROGRESS_MILLISECONDS) {
              shown = Date.now();
              note(`\r${counted(count, 'row')}, now at ${dayAndTime(row.eventTime)} `);
            }
            yield row;
          }
          if (showsProgress) note('\r\u{1b}[K');
        }
        const rows = watched(askedRows(reader, range, options, true));
        const count = await writeRows(rows, options.format, terminal);
        const found = `${counted(count, 'row')} ${range.words}${wantedWords(options)}, of ${table.words}`;
        note(`${count === 0 ? await nothingWords(session, range, options, true) : found}\n`);
      });
    });
}
