import type { Command } from 'commander';
import { first } from '../../reader/first.ts';
import { withRecordings } from '../../story/reread-legs.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { writeRows } from '../print/formats.ts';
import { resultLines } from '../print/lines.ts';
import { ask, showsAllEvents } from '../rows.ts';
import { type Context, inSession } from '../session.ts';

const DEFAULT_LIMIT = 20;

/** `list`: what became of hand-offs, newest first. */
export const listCommand = (context: Context): Command =>
  outcomesCommand('list', 'what became of hand-offs, newest first', {
    since: '24h',
    narrows: 'outcomes',
    allEvents: true,
    limit: `at most this many (default: ${DEFAULT_LIMIT}; all, with --json, --ndjson or --csv)`,
    formats: ['json', 'ndjson', 'csv'],
  }).action(
    inSession(context, async (session, options: Options) => {
      const { terminal, reader } = session;
      const asked = ask(session, options, { allEvents: showsAllEvents(options) });
      const { searched, nothing } = asked;
      const newest = (most: number) => withRecordings(first(asked.rows, most), reader);
      const format = formatOf(options);
      if (format) return void (await writeRows(newest(options.limit ?? Infinity), format, terminal));

      const limit = options.limit ?? DEFAULT_LIMIT;
      let count = 0;
      for await (const row of newest(limit + 1)) {
        count += 1;
        if (count <= limit) await terminal.write(resultLines(row, terminal.columns));
      }
      if (count === 0) return await terminal.say(await nothing());
      const more = `The newest ${limit}; there are more: --limit ${limit * 5}`;
      await terminal.say(`${count > limit ? more : `${count} found`}, ${searched}`);
    }),
  );
