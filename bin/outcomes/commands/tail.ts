import type { Command } from 'commander';
import { followOutcomes } from '../../reader/follow.ts';
import { withRecordings } from '../../story/reread-legs.ts';
import { readDuration, readTime } from '../../table/time.ts';
import { interruptible } from '../../usage/interruptible.ts';
import { UsageError } from '../../usage/usage-error.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { writeRows } from '../print/formats.ts';
import { resultLines } from '../print/lines.ts';
import { showsAllEvents, toldOf, toldRows, wantedRows, wantedWords } from '../rows.ts';
import { type Context, inSession } from '../session.ts';

type TailOptions = Options & { readonly every: string };

/** Explains what the index that is read in AWS, by event time, cannot show. */
const LIMITS = `
What is received is shown, whatever time its event has, in the order of event times. In AWS, where outcomes
are found by their event time alone, it is shown if it is stored within 2 minutes of its event, and if the
event is dated at most 1 hour ahead.`;

function readEvery(text: string): number {
  const milliseconds = readDuration(text);
  if (milliseconds !== undefined && milliseconds >= 200 && milliseconds <= 3_600_000) return milliseconds;
  throw new UsageError(`--every must be a time from 0.2s to 1h, such as 2s, not "${text}".`);
}

/** `tail`: new outcomes as they come. */
export const tailCommand = (context: Context): Command =>
  outcomesCommand('tail', 'new outcomes as they are received, until Ctrl-C', {
    narrows: 'outcomes',
    allEvents: true,
    formats: ['ndjson'],
  })
    .option('--since <time>', 'begin with what was received from this time on', 'now')
    .option('--every <time>', 'how often to look', '2s')
    .addHelpText('after', LIMITS)
    .action(
      inSession(context, async ({ reader, terminal, table, now }, options: TailOptions) => {
        const allEvents = showsAllEvents(options);
        // Ctrl-C ends it, with exit code 0.
        await interruptible(async ({ signal }) => {
          const following = followOutcomes(reader, {
            ...wantedRows(options, allEvents),
            sinceEpochMilliseconds: readTime('--since', options.since, now),
            everyMilliseconds: readEvery(options.every),
            scansTable: table.isLocal,
            signal,
          });
          // One at a time: none is held back until another comes.
          const told = toldRows(following, reader, options, toldOf(allEvents), 1);
          const rows = withRecordings(told, reader, 1);
          const format = formatOf(options);
          if (format) return void (await writeRows(rows, format, terminal));

          terminal.note(`New outcomes${wantedWords(options)} in ${table.words}. Ctrl-C ends it.\n`);
          for await (const row of rows) await terminal.write(resultLines(row, terminal.columns));
        });
      }),
    );
