import type { Command } from 'commander';
import { printable } from '../../print/printable.ts';
import { mergeOrdered } from '../../reader/merge-ordered.ts';
import { byTime } from '../../reader/stored-outcome.ts';
import { Failure } from '../../usage/usage-error.ts';
import { CALLER_FORMS, readCaller, spellings } from '../options/caller.ts';
import {
  formatOf,
  type Options,
  readCount,
  tableCommand,
  withFormats,
  withRange,
} from '../options/common.ts';
import { readRange } from '../options/range.ts';
import { callLines } from '../print/call-lines.ts';
import { callsOf } from '../statistics/calls-of.ts';
import { rereadCall, rereadRows } from '../story/reread-legs.ts';
import { first, writeRows } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

const DEFAULT_LIMIT = 10;

/** `caller`: the calls of one caller, newest first. */
export function callerCommand(context: Context): Command {
  const command = tableCommand('caller', 'the calls of one caller, newest first')
    .argument('<caller>', 'a number (+15551234567) or SIP URI (sip:bob@example.com)')
    .option('--limit <count>', `at most so many calls (${DEFAULT_LIMIT}); events, for a program`, readCount);
  withFormats(withRange(command, '90d'), ['json', 'ndjson', 'csv']);
  return command.action(async (caller: string, options: Options) => {
    const range = readRange(options, context.now());
    const callers = spellings(readCaller(caller));
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const sources = callers.map((from) => reader.byCaller({ ...range, from }));
      const rows = mergeOrdered(sources, byTime('newest first'));
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
      const more = `The newest ${limit} calls; there are more: --limit ${limit * 5}`;
      await terminal.say(`${hasMore ? more : `${calls.length} calls`} ${searched}`);
    });
  });
}
