import type { Command } from 'commander';
import { printable } from '../../print/printable.ts';
import { Failure } from '../../usage/usage-error.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { readCallId } from '../options/pasted.ts';
import { writeRows } from '../print/formats.ts';
import { storyText } from '../print/story-text.ts';
import { type Context, inSession } from '../session.ts';

type CallOptions = Options & { readonly leg?: true };

/** `call`: the whole story of one call. */
export const callCommand = (context: Context): Command =>
  outcomesCommand('call', 'one call from beginning to end: every hand-off, and how it ended', {
    formats: ['json', 'ndjson', 'csv'],
  })
    .argument('<callId>', "the call's id, c-95ac8d6e-…, or its URL; also the id of a transferred leg")
    .option('--leg', 'the id is that of a transferred leg: reads the whole table for its call')
    .action(
      inSession(context, async ({ reader, terminal, table, now }, options: CallOptions, typed: string) => {
        const asked = readCallId(typed);
        let items = await Array.fromAsync(reader.call(asked));
        if (items.length === 0) {
          const isScanned = options.leg || table.isLocal;
          const callId = isScanned ? await reader.callOfLeg(asked) : undefined;
          if (callId === undefined)
            throw new Failure(
              `Nothing is stored for the call ${printable(asked)}, in ${table.words}. ${isScanned ? 'No leg has that id either.' : 'If it is a transferred leg, --leg reads the whole table for it.'}`,
            );
          terminal.note(`${printable(asked)} is a leg of the call ${printable(callId)}.\n`);
          items = await Array.fromAsync(reader.call(callId));
        }
        const format = formatOf(options);
        if (format) await writeRows(items, format, terminal);
        else await terminal.write(storyText(items, now, terminal.columns));
      }),
    );
