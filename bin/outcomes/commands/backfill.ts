import { createReadStream, existsSync } from 'node:fs';
import type { Command } from 'commander';
import { typed } from '../../../lib/checkout.ts';
import { endsRead, showsRead } from '../../print/terminal.ts';
import type { TableOptions } from '../../table/options.ts';
import { interruptible } from '../../usage/interruptible.ts';
import { Failure, UsageError } from '../../usage/usage-error.ts';
import { type Found, putOnce, type Replayed, replay } from '../backfill/replay.ts';
import { itemsOfLog, itemsOfQueue, type Reading } from '../backfill/sources.ts';
import { outcomesCommand } from '../options/common.ts';
import { type Context, inSession } from '../session.ts';

interface BackfillOptions extends TableOptions {
  readonly deadLetters?: string;
}

const EXAMPLES = `
Examples:
  ${typed('outcomes', 'backfill callbacks.log --stack CallRecovery-prod')}
  aws logs filter-log-events --log-group-name GROUP --filter-pattern '"outcome not stored"' \\
    | ${typed('outcomes', 'backfill - --stack CallRecovery-prod')}
  ${typed('outcomes', 'backfill --dead-letters https://sqs.eu-west-1.amazonaws.com/1/dead --stack CallRecovery-prod')}

Running it again changes nothing: what is stored already is left as it is.`;

function sourceOf(
  file: string | undefined,
  { deadLetters, region }: BackfillOptions,
  reading: Reading,
): AsyncIterable<Found> {
  if (deadLetters !== undefined) {
    if (file !== undefined) throw new UsageError('Give either a file or --dead-letters, not both.');
    if (!/^https?:$/.test(URL.parse(deadLetters)?.protocol ?? ''))
      throw new UsageError(`--dead-letters must be a URL, not "${deadLetters}".`);
    return itemsOfQueue(deadLetters, region, reading);
  }
  if (file === undefined)
    throw new UsageError('Which log? Name a file, - for standard input, or --dead-letters URL.');
  if (file !== '-' && !existsSync(file)) throw new Failure(`There is no file ${file}.`);
  return itemsOfLog(file === '-' ? process.stdin : createReadStream(file), reading);
}

/** Puts the result into words. */
function words({ stored, alreadyThere, unreadable, refused, reasons }: Replayed, tableWords: string): string {
  const counts = [`${stored} stored`, `${alreadyThere} already there`, `${unreadable} unreadable`];
  const all = refused > 0 ? [...counts, `${refused} refused`] : counts;
  return [`${all.join(', ')}: ${tableWords}`, ...reasons.map((reason) => `  ${reason}`), ''].join('\n');
}

/** `backfill`: stores what the table did not take when it happened. */
export const backfillCommand = (context: Context): Command =>
  outcomesCommand('backfill', 'stores outcomes that are only in a log, or only in the dead-letter queue')
    .argument(
      '[file]',
      'a log of the functions, or an export of one; may be packed by gzip or zstd; - is standard input',
    )
    .option('--dead-letters <url>', 'read this SQS queue, and delete from it what was stored')
    .addHelpText('after', EXAMPLES)
    .action(
      inSession(context, async ({ table, terminal }, options: BackfillOptions, file?: string) => {
        const onRead = showsRead(terminal, file === undefined ? 'message' : 'line');
        const { replayed, isStopped } = await interruptible(async (stop) => {
          const found = sourceOf(file, options, { signal: stop.signal, onRead });
          const put = putOnce(table.client, table.tableName);
          return { replayed: await replay(found, put, stop), isStopped: stop.signal.aborted };
        });
        const { stored, alreadyThere, unreadable, refused, stoppedBy } = replayed;
        endsRead(terminal);
        if (stoppedBy === undefined || stored + alreadyThere > 0)
          await terminal.write(words(replayed, table.words));
        if (stoppedBy !== undefined) throw stoppedBy;
        if (isStopped)
          throw new Failure('Stopped before the end: run it again, what was stored stays stored.');
        if (unreadable + refused > 0)
          throw new Failure('Not everything is stored: see above. What was stored stays stored.');
        // An empty queue is as it should be; a log is named because something is in it.
        if (file !== undefined && stored + alreadyThere === 0)
          throw new Failure(`No outcome found: no line of ${file} says "outcome not stored".`);
      }),
    );
