import { type Command, Option } from 'commander';
import { csvLine } from '../../print/csv.ts';
import type { TableOptions } from '../open-table.ts';
import {
  type FormatOptions,
  formatOf,
  type RowOptions,
  tableCommand,
  withFormats,
  withRowOptions,
} from '../options/common.ts';
import { type RangeOptions, readDays } from '../options/range.ts';
import { statisticsText } from '../print/statistics-text.ts';
import { resultsOf, wantedRows, wantedWords } from '../rows.ts';
import { type Context, withSession } from '../session.ts';
import { GROUPINGS, type Grouping, tally } from '../statistics/tally.ts';
import { rereadRows } from '../story/reread-legs.ts';

interface StatsOptions extends TableOptions, RowOptions, RangeOptions, FormatOptions {
  readonly by: Grouping;
}

/** `stats`: how many of what, and how many calls recovery saved. */
export function statsCommand(context: Context): Command {
  const command = tableCommand('stats', 'counts, and how many calls recovery connected after all')
    .option('--since <time>', 'from this time on: 90m, 2h, yesterday, 2026-11-21T09:30Z', '1d')
    .option('--until <time>', 'up to this time (now)')
    .addOption(new Option('--by <what>', 'count by').choices(Object.keys(GROUPINGS)).default('outcome'));
  withFormats(withRowOptions(command), ['json', 'csv']);
  return command.action(async (options: StatsOptions) => {
    const range = readDays(options, context.now());
    await withSession(context, options, async ({ reader, terminal, tableWords }) => {
      const question = { ...range, ...wantedRows(options, false) };
      const rows = resultsOf(rereadRows(reader.byOutcome(question), reader), options);
      const statistics = await tally(rows, options.by);
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
