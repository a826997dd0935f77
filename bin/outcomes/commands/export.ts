import { type Command, Option } from 'commander';
import { typed } from '../../../lib/checkout.ts';
import { counted } from '../../print/printable.ts';
import { type Options, outcomesCommand } from '../options/common.ts';
import { writeRows } from '../print/formats.ts';
import { ask } from '../rows.ts';
import { type Context, inSession } from '../session.ts';

type ExportOptions = Options & { readonly format: 'csv' | 'ndjson' };

/** `export`: whole items of a time range, for another program: the table is read, not an index. */
export const exportCommand = (context: Context): Command =>
  outcomesCommand('export', 'every event of a time range, in no order, as a file', {
    since: 'required',
    narrows: 'outcomes',
  })
    .addOption(
      new Option('--format <format>', 'form of the file')
        .choices(['csv', 'ndjson'])
        .default('csv', 'csv: the columns of list; ndjson has whole items'),
    )
    .addHelpText('after', `\nExample: ${typed('outcomes', 'export --since 7d')} > week.csv`)
    .action(
      inSession(context, async (session, options: ExportOptions) => {
        const { rows, searched, nothing } = ask(session, options, { allEvents: true, isScan: true });
        const count = await writeRows(rows, options.format, session.terminal);
        session.terminal.note(`${count === 0 ? await nothing() : `${counted(count, 'row')} ${searched}`}\n`);
      }),
    );
