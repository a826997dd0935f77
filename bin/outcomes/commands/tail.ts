import type { Command } from 'commander';
import { followOutcomes } from '../../reader/follow.ts';
import { UsageError } from '../../usage/usage-error.ts';
import { formatOf, type Options, tableCommand, withFormats, withRowOptions } from '../options/common.ts';
import { readDuration, readTime } from '../options/time.ts';
import { resultLines } from '../print/result-lines.ts';
import { rereadRows } from '../story/reread-legs.ts';
import { resultsOf, showsAllEvents, wantedRows, wantedWords, writeRows } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

type TailOptions = Options & { readonly every: string };

function readEvery(text: string): number {
  const milliseconds = readDuration(text);
  if (milliseconds !== undefined && milliseconds >= 200 && milliseconds <= 3_600_000) return milliseconds;
  throw new UsageError(`--every must be a time of 0.2s to 1h, such as 2s, not "${text}".`);
}

/** Ends with Ctrl-C, as something that went well. */
function untilInterrupted(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** `tail`: new outcomes as they come. */
export function tailCommand(context: Context): Command {
  const command = tableCommand('tail', 'new outcomes as they come, until Ctrl-C')
    .option('--since <time>', 'begin with what is there from this time on', 'now')
    .option('--every <time>', 'look so often', '2s')
    .option('--all-events', 'also beginnings and ends of calls and legs');
  withFormats(withRowOptions(command), ['ndjson']);
  return command.action(async (options: TailOptions) => {
    const sinceEpochMilliseconds = readTime('--since', options.since, context.now());
    const everyMilliseconds = readEvery(options.every);
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const allEvents = showsAllEvents(options);
      const wanted = { sinceEpochMilliseconds, everyMilliseconds, ...wantedRows(options, allEvents) };
      const following = followOutcomes(reader, { ...wanted, signal: untilInterrupted() });
      // One at a time: none is held back until another comes.
      const rows = resultsOf(rereadRows(following, reader, 1), options, allEvents);
      const format = formatOf(options);
      if (format) return void (await writeRows(rows, format, terminal));

      terminal.note(`New outcomes${wantedWords(options)} in ${tableWords}. Ctrl-C ends it.\n`);
      for await (const row of rows) await terminal.write(resultLines(row, terminal.columns));
    });
  });
}
