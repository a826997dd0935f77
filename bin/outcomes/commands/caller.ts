import type { Command } from 'commander';
import { printable } from '../../print/printable.ts';
import { mergeOrdered } from '../../reader/merge-ordered.ts';
import { byTime } from '../../reader/stored-outcome.ts';
import { Failure } from '../../usage/usage-error.ts';
import type { TableOptions } from '../open-table.ts';
import { CALLER_FORMS, readCaller, spellings } from '../options/caller.ts';
import { type FormatOptions, formatOf, readCount, tableCommand, withFormats } from '../options/common.ts';
import { type RangeOptions, readRange } from '../options/range.ts';
import { callLines } from '../print/call-lines.ts';
import { first, writeRows } from '../rows.ts';
import { type Context, withSession } from '../session.ts';
import { callsOf } from '../statistics/calls-of.ts';
import { rereadCall, rereadRows } from '../story/reread-legs.ts';

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
    const callers = spellings(readCaller(caller));
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const rows = mergeOrdered(
        callers.map((from) => reader.byCaller({ ...range, from })),
        byTime('newest first'),
      );
      const searched = `of ${callers.map(printable).join(' or ')} ${range.words}, in ${tableWords}`;
      const nothing = new Failure(`No calls ${searched}. ${CALLER_FORMS}`);
      const format = formatOf(options);
      if (format) {
        const wanted = first(rereadRows(rows, reader), options.limit ?? Infinity);
        if ((await writeRows(wanted, format, terminal)) === 0) throw nothing;
        return;
      }
      const limit = options.limit ?? DEFAULT_LIMIT;
      const { calls, hasMore } = await callsOf(rows, limit);
      if (calls.length === 0) throw nothing;
      for (const call of calls) await terminal.write(callLines(rereadCall(call), terminal.columns));
      const more = hasMore
        ? `The newest ${limit} calls; there are more: --limit ${limit * 5}`
        : `${calls.length} calls`;
      await terminal.say(`${more} ${searched}`);
    });
  });
}
