import type { Command } from 'commander';
import { counted, printable } from '../../print/printable.ts';
import { dateOf, zonedTime } from '../../print/time-text.ts';
import { first } from '../../reader/first.ts';
import type { TimeRange } from '../../reader/time-range.ts';
import { callsOf } from '../../story/calls-of.ts';
import { rereadCall, rereadRows } from '../../story/reread-legs.ts';
import { readRange } from '../../table/time.ts';
import { Failure } from '../../usage/usage-error.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { CALLER_FORMS, identifiedBy } from '../options/pasted.ts';
import { writeRows } from '../print/formats.ts';
import { callLines } from '../print/lines.ts';
import { type Context, inSession } from '../session.ts';

const DEFAULT_LIMIT = 10;

/** `caller`: the calls of one caller, by their last event, newest first. */
export const callerCommand = (context: Context): Command =>
  outcomesCommand('caller', 'the calls of one caller, by their last event, newest first', {
    since: '90d',
    limit: `at most this many calls (default: ${DEFAULT_LIMIT}); events, with --json, --ndjson or --csv`,
    formats: ['json', 'ndjson', 'csv'],
  })
    .argument('<caller>', 'a number (+15551234567) or SIP URI (sip:bob@example.com)')
    .action(
      inSession(context, async ({ reader, terminal, table, now }, options: Options, typed: string) => {
        const range = readRange(options, now);
        const known = identifiedBy(typed);
        const rowsOf = (within: TimeRange) => reader.byCaller({ ...within, caller: known });
        const searched = `of ${printable(known)} ${range.words}, in ${table.words}`;
        async function nothing(): Promise<Failure> {
          const [newest] = await Array.fromAsync(first(rowsOf({ ...range, sinceEpochMilliseconds: 0 }), 1));
          const hint = newest
            ? `The newest is dated ${zonedTime(newest.eventTime)}: --since ${dateOf(newest.eventTime)} shows it.`
            : CALLER_FORMS;
          return new Failure(`No calls ${searched}. ${hint}`);
        }
        const format = formatOf(options);
        if (format) {
          const wanted = first(rereadRows(rowsOf(range), reader), options.limit ?? Infinity);
          if ((await writeRows(wanted, format, terminal)) === 0) throw await nothing();
          return;
        }
        const limit = options.limit ?? DEFAULT_LIMIT;
        const { calls, hasMore } = await callsOf(rowsOf(range), limit);
        if (calls.length === 0) throw await nothing();
        for (const call of calls) await terminal.write(callLines(rereadCall(call), terminal.columns));
        const more = `The newest ${limit} calls; there are more: --limit ${limit * 5}`;
        await terminal.say(`${hasMore ? more : counted(calls.length, 'call')} ${searched}`);
      }),
    );
