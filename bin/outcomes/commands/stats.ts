import { type Command, Option } from 'commander';
import { csvLine } from '../../print/csv.ts';
import {
  formatOf,
  type Options,
  tableCommand,
  withFormats,
  withRange,
  withRowOptions,
} from '../options/common.ts';
import { readDays } from '../options/range.ts';
import { statisticsText } from '../print/statistics-text.ts';
import { GROUPINGS, type Grouping, tally } from '../statistics/tally.ts';
import { askedRows, wantedWords } from '../table/rows.ts';
import { type Context, withSession } from '../table/session.ts';

type StatsOptions = Options & { readonly by: Grouping };

/** `stats`: how many of what, and how many calls recovery saved. */
export function statsCommand(context: Context): Command {
  const command = tableCommand('stats', 'counts, and how many calls recovery connected after all');
  command.addOption(new Option('--by <what>', 'count by').choices(Object.keys(GROUPINGS)).default('outcome'));
  withFormats(withRowOptions(withRange(command, '1d')), ['json', 'csv']);
  return command.action(async (options: StatsOptions) => {
    const range = readDays(options, context.now());
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const statistics = await tally(askedRows(reader, range, options), options.by);
      const { groups, count } = statistics;
      const format = formatOf(options);
      if (format === 'json') return await terminal.write(`${JSON.stringify(statistics, undefined, 2)}\n`);
      if (format === 'csv') {
        const lines = groups.map((group) => csvLine([group.label, group.count, group.connected]));
        return await terminal.write([csvLine([options.by, 'count', 'connected']), ...lines].join(''));
      }
      const searched = `${range.words}${wantedWords(options)}, in ${tableWords}`;
      if (count === 0) return await terminal.say(`Nothing found, ${searched}`);
      await terminal.write(statisticsText(statistics, options.by, terminal.columns));
      await terminal.say(`${count} counted, ${searched}`);
    });
  });
}
