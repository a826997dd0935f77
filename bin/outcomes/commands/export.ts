import { type Command, Option } from 'commander';
import { counted } from '../../print/printable.ts';
import { dayAndTime } from '../../print/time-text.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { type Options, outcomesCommand } from '../options/common.ts';
import { writeRows } from '../print/formats.ts';
import { ask } from '../table/rows.ts';
import { type Context, inSession } from '../table/session.ts';

type ExportOptions = Options & { readonly format: 'csv' | 'ndjson' };

/** A person sees no more than this. */
const PROGRESS_MILLISECONDS = 100;

/** Rows as they come, and how far they are. */
async function* told(rows: AsyncIterable<StoredOutcome>, note: (text: string) => void) {
  let count = 0;
  let shown = 0;
  for await (const row of rows) {
    count += 1;
    if (Date.now() - shown >= PROGRESS_MILLISECONDS) {
      shown = Date.now();
      note(`\r${counted(count, 'row')}, now at ${dayAndTime(row.eventTime)} `);
    }
    yield row;
  }
  note('\r\u{1b}[K');
}

/** `export`: everything of a time range, for another program. */
export const exportCommand = (context: Context): Command =>
  outcomesCommand('export', 'every event of a time range, newest first, as a file', {
    since: 'required',
    narrows: true,
  })
    .addOption(new Option('--format <format>', 'form of the file').choices(['csv', 'ndjson']).default('csv'))
    .addHelpText('after', '\nExample: npm run --silent outcomes -- export --since 7d > week.csv')
    .action(
      inSession(context, async (session, options: ExportOptions) => {
        const { showsProgress, note } = session.terminal;
        const { rows, searched, nothing } = ask(session, options, true);
        const count = await writeRows(
          showsProgress ? told(rows, note) : rows,
          options.format,
          session.terminal,
        );
        note(`${count === 0 ? await nothing() : `${counted(count, 'row')} ${searched}`}\n`);
      }),
    );
