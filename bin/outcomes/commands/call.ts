import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { printable } from '../../print/printable.ts';
import { Failure } from '../../usage/usage-error.ts';
import { readCallId } from '../options/call-id.ts';
import { formatOf, type Options, tableCommand, withFormats } from '../options/common.ts';
import { readDays } from '../options/range.ts';
import { timelineText } from '../print/timeline-text.ts';
import { writeRows } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

/** `call`: the whole story of one call. */
export function callCommand(context: Context): Command {
  const command = tableCommand('call', 'one call from beginning to end: every hand-off, and how it ended')
    .argument('<callId>', 'as Bandwidth names it, c-95ac8d6e-…; a URL of the call, or one of its legs')
    .option('--since <time>', 'how far back to look for a leg', '24h');
  return withFormats(command, ['json', 'ndjson', 'csv']).action(async (typed: string, options: Options) => {
    const asked = readCallId(typed);
    const range = readDays({ since: options.since }, context.now());
    await withSession(context, options, async ({ reader, terminal, tableWords, now }) => {
      let items = await Array.fromAsync(reader.call(asked));
      if (items.length === 0) {
        const callId = await reader.callOfLeg(asked, range);
        if (callId === undefined)
          throw new Failure(
            `Nothing is stored for the call ${printable(asked)}, in ${tableWords}. If it is a leg of a transfer, it is none that was over ${range.words}; --since looks further back.`,
          );
        terminal.note(`${printable(asked)} is a leg of the call ${printable(callId)}.\n`);
        items = await Array.fromAsync(reader.call(callId));
      }
      const format = formatOf(options);
      if (format) await writeRows(Readable.from(items), format, terminal);
      else await terminal.write(timelineText(items, now, terminal.columns));
    });
  });
}
