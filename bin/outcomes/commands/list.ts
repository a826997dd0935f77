import type { Command } from 'commander';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { readDays } from '../options/time.ts';
import { writeRows } from '../print/formats.ts';
import { resultLines } from '../print/result-lines.ts';
import { nothingWords } from '../table/newest.ts';
import { askedRows, first, showsAllEvents, wantedWords } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

const DEFAULT_LIMIT = 20;

/** `list`: what became of hand-offs, newest first. */
export function listCommand(context: Context): Command {
  const command = outcomesCommand('list', 'what became of hand-offs, newest first', {
    since: '24h',
    narrows: true,
    allEvents: true,
    limit: `at most this many (default: ${DEFAULT_LIMIT}; all, with --json, --ndjson or --csv)`,
    formats: ['json', 'ndjson', 'csv'],
  });
  return command.action(async (options: Options) => {
    const range = readDays(options, context.now());
    await withSession(context, options, async (session) => {
      const { reader, terminal, table } = session;
      const allEvents = showsAllEvents(options);
      const rows = askedRows(reader, range, options, allEvents);
      const format = formatOf(options);
      if (format) return void (await writeRows(first(rows, options.limit ?? Infinity), format, terminal));

      const limit = options.limit ?? DEFAULT_LIMIT;
      let count = 0;
      for await (const row of first(rows, limit + 1)) {
        count += 1;
        if (count <= limit) await terminal.write(resultLines(row, terminal.columns));
      }
      if (count === 0) return await terminal.say(await nothingWords(session, range, options, allEvents));
      const found =
        count > limit ? `The newest ${limit}; there are more: --limit ${limit * 5}` : `${count} found`;
      await terminal.say(`${found}, ${range.words}${wantedWords(options)}, in ${table.words}`);
    });
  });
}
