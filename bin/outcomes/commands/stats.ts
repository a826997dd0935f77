import { type Command, Option } from 'commander';
import { csvLine } from '../../print/csv.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { readDays } from '../options/time.ts';
import { statisticsText } from '../print/statistics-text.ts';
import { GROUPINGS, type Grouping, tally } from '../statistics/tally.ts';
import { nothingWords } from '../table/newest.ts';
import { askedRows, wantedWords } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

type StatsOptions = Options & { readonly by: Grouping };

/** `stats`: how many of what, and how many calls recovery connected. */
export function statsCommand(context: Context): Command {
  const command = outcomesCommand('stats', 'counts, and how many calls a later hand-off connected', {
    since: '24h',
    narrows: true,
    formats: ['json', 'csv'],
  });
  command.addOption(new Option('--by <what>', 'count by').choices(Object.keys(GROUPINGS)).default('outcome'));
  return command.action(async (options: StatsOptions) => {
    const range = readDays(options, context.now());
    await withSession(context, options, async (session) => {
      const { reader, terminal, table } = session;
      const statistics = await tally(askedRows(reader, range, options), options.by);
      const { groups, count } = statistics;
      const format = formatOf(options);
      if (format === 'json') return await terminal.write(`${JSON.stringify(statistics, undefined, 2)}\n`);
      if (format === 'csv') {
        const lines = groups.map((group) => csvLine([group.label, group.count, group.connected]));
        return await terminal.write([csvLine([options.by, 'count', 'connected']), ...lines].join(''));
      }
      if (count === 0) return await terminal.say(await nothingWords(session, range, options));
      await terminal.write(statisticsText(statistics, options.by, terminal.columns));
      await terminal.say(`${count} counted, ${range.words}${wantedWords(options)}, in ${table.words}`);
    });
  });
}
