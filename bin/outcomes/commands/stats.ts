import { type Command, Option } from 'commander';
import { isRecovered } from '../../../functions/recovery/recovered.ts';
import { csvLine } from '../../print/csv.ts';
import { GROUPINGS, type Grouping, tally } from '../../story/tally.ts';
import { formatOf, type Options, outcomesCommand } from '../options/common.ts';
import { statisticsText } from '../print/statistics-text.ts';
import { ask } from '../rows.ts';
import { type Context, inSession } from '../session.ts';

type StatsOptions = Options & { readonly by: Grouping };

/** `stats`: how many of what, and how many calls recovery connected. */
export const statsCommand = (context: Context): Command =>
  outcomesCommand('stats', 'counts, and how many calls a later hand-off connected', {
    since: '24h',
    narrows: 'outcomes',
    formats: ['json', 'csv'],
  })
    .addOption(new Option('--by <what>', 'count by').choices(Object.keys(GROUPINGS)).default('outcome'))
    .action(
      inSession(context, async (session, options: StatsOptions) => {
        const { terminal } = session;
        const { rows, searched, nothing } = ask(session, options, {
          isScan: 'if long',
          besides: isRecovered,
        });
        const statistics = await tally(rows, options.by);
        const { groups, count } = statistics;
        const format = formatOf(options);
        if (format === 'json') return await terminal.write(`${JSON.stringify(statistics, undefined, 2)}\n`);
        if (format === 'csv') {
          const lines = groups.map((group) => csvLine([group.label, group.count, group.connected]));
          return await terminal.write([csvLine([options.by, 'count', 'connected']), ...lines].join(''));
        }
        if (count === 0) return await terminal.say(await nothing());
        await terminal.write(statisticsText(statistics, options.by, terminal.columns));
        await terminal.say(`${count} counted, ${searched}`);
      }),
    );
