import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { printable } from '../../print/printable.ts';
import type { OutcomeReader } from '../../reader/reader.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { Failure } from '../../usage/usage-error.ts';
import type { TableOptions } from '../open-table.ts';
import { readCallId } from '../options/call-id.ts';
import { type FormatOptions, formatOf, tableCommand, withFormats } from '../options/common.ts';
import { readDays } from '../options/range.ts';
import { writeRows } from '../rows.ts';
import { type Context, withSession } from '../session.ts';
import { timelineText } from '../story/timeline-text.ts';

interface CallOptions extends TableOptions, FormatOptions {
  readonly since: string;
}

async function itemsOf(reader: OutcomeReader, callId: string): Promise<StoredOutcome[]> {
  const items: StoredOutcome[] = [];
  for await (const item of reader.call(callId)) items.push(item);
  return items;
}

/** `call`: the whole story of one call. */
export function callCommand(context: Context): Command {
  const command = tableCommand('call', 'one call from beginning to end: every hand-off, and how it ended')
    .argument(
      '<callId>',
      'as Bandwidth names it, c-95ac8d6e-1a31c52e-…; a URL of the call, or one of its legs',
    )
    .option('--since <time>', 'how far back to look for a leg', '24h');
  withFormats(command, ['json', 'ndjson', 'csv']);
  return command.action(async (typed: string, options: CallOptions) => {
    const asked = readCallId(typed);
    const range = readDays({ since: options.since }, context.now());
    await withSession(context, options, async ({ reader, terminal, tableWords, now }) => {
      let items = await itemsOf(reader, asked);
      if (items.length === 0) {
        const callId = await reader.callOfLeg(asked, range);
        if (callId === undefined)
          throw new Failure(
            `Nothing is stored for the call ${printable(asked)}, in ${tableWords}. If it is a leg of a transfer, it is none that was over ${range.words}; --since looks further back.`,
          );
        terminal.note(`${printable(asked)} is a leg of the call ${printable(callId)}.\n`);
        items = await itemsOf(reader, callId);
      }
      const format = formatOf(options);
      if (format) await writeRows(Readable.from(items), format, terminal);
      else await terminal.write(timelineText(items, now, terminal.columns));
    });
  });
}
