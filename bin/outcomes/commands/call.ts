import type { Command } from 'commander';
import type { StoredOutcome } from '../../../functions/outcomes/reader/stored-outcome.ts';
import type { TableOptions } from '../connection/open-table.ts';
import { type FormatOptions, formatOf, tableCommand, withFormats } from '../options/common.ts';
import { timelineText } from '../print/timeline-text.ts';
import { writeRows } from '../rows.ts';
import { type Context, withSession } from '../session.ts';

interface CallOptions extends TableOptions, FormatOptions {}

/** `call`: the whole story of one call. */
export function callCommand(context: Context): Command {
  const command = tableCommand(
    'call',
    'one call from beginning to end: every hand-off, and how it ended',
  ).argument('<callId>', 'as Bandwidth names it: c-95ac8d6e-1a31c52e-…');
  withFormats(command, ['json', 'ndjson', 'csv']);
  return command.action(async (callId: string, options: CallOptions) => {
    await withSession(context, options, async ({ reader, terminal, tableWords, now }) => {
      const format = formatOf(options);
      if (format) return await writeRows(reader.call(callId), format, terminal);

      const rows: StoredOutcome[] = [];
      for await (const row of reader.call(callId)) rows.push(row);
      await terminal.write(
        rows.length === 0
          ? `Nothing is stored for the call ${callId}, in ${tableWords}\n`
          : timelineText(rows, now, terminal.columns),
      );
    });
  });
}
