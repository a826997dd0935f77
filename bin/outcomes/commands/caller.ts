import type { Command } from 'commander';
import type { TableOptions } from '../connection/open-table.ts';
import { readCaller } from '../options/caller.ts';
import { type FormatOptions, formatOf, readCount, tableCommand, withFormats } from '../options/common.ts';
import { type RangeOptions, readRange } from '../options/range.ts';
import { callLines } from '../print/call-lines.ts';
import { printable } from '../print/printable.ts';
import { first, writeRows } from '../rows.ts';
import { type Context, withSession } from '../session.ts';
import { callsOf } from '../statistics/calls-of.ts';

interface CallerOptions extends TableOptions, RangeOptions, FormatOptions {
  readonly limit?: number;
}

const DEFAULT_LIMIT = 10;

/** `caller`: the calls of one caller, newest first. */
export function callerCommand(context: Context): Command {
  const command = tableCommand('caller', 'the calls of one caller, newest first')
    .argument('<caller>', 'a number (+15551234567) or SIP URI (sip:bob@example.com)')
    .option('--since <time>', 'from this time on: 90m, 2h, yesterday, 2026-11-21T09:30Z', '90d')
    .option('--until <time>', 'up to this time (now)')
    .option(
      '--limit <count>',
      `no more than so many calls (${DEFAULT_LIMIT}); events, for a program`,
      readCount,
    );
  withFormats(command, ['json', 'ndjson', 'csv']);
  return command.action(async (caller: string, options: CallerOptions) => {
    const range = readRange(options, context.now());
    const from = readCaller(caller);
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const rows = reader.byCaller({ ...range, from });
      const format = formatOf(options);
      if (format) return await writeRows(first(rows, options.limit ?? Infinity), format, terminal);

      const limit = options.limit ?? DEFAULT_LIMIT;
      const { calls, hasMore } = await callsOf(rows, limit);
      for (const call of calls) await terminal.write(callLines(call, terminal.columns));
      const searched = `of ${printable(from)} ${range.words}, in ${tableWords}`;
      const more = hasMore
        ? `The newest ${limit} calls; there are more: --limit ${limit * 5}`
        : `${calls.length} calls`;
      await terminal.say(`${calls.length === 0 ? 'No calls' : more} ${searched}`);
    });
  });
}
