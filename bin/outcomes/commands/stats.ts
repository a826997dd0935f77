import { type Command, Option } from 'commander';
import { isRecovered } from '../../../functions/recovery/recovered.ts';
import { typed } from '../../../lib/checkout.ts';
import { csvLine } from '../../print/csv.ts';
import { GROUPINGS, type Grouping, tally } from '../../story/tally.ts';
import { UsageError } from '../../usage/usage-error.ts';
import { formatOf, type Options, outcomesCommand, readWords } from '../options/common.ts';
import { crossText } from '../print/cross-text.ts';
import { statisticsText, summary } from '../print/statistics-text.ts';
import { ask } from '../rows.ts';
import { type Context, inSession } from '../session.ts';

type StatsOptions = Options & { readonly by: readonly [Grouping, Grouping?] };

/** @throws {UsageError} unless it is one property, or two that differ */
function readBy(text: string): [Grouping, Grouping?] {
  const names = readWords('grouping', text, Object.keys(GROUPINGS));
  if (names.length <= 2 && new Set(names).size === names.length) return names as [Grouping, Grouping?];
  throw new UsageError(`--by takes one property, or two that differ, not "${text}".`);
}

const EXAMPLE = `
The second of two is told in columns: ${typed('outcomes', 'stats --since 1h --by destination,outcome')}`;

/** `stats`: how many of what, and how many calls recovery connected. */
export const statsCommand = (context: Context): Command =>
  outcomesCommand('stats', 'counts, and how many calls a later hand-off connected', {
    since: '24h',
    narrows: 'outcomes',
    formats: ['json', 'csv'],
  })
    .addOption(
      new Option('--by <what>', `count by one of these, or cross two: ${Object.keys(GROUPINGS).join(', ')}`)
        .argParser(readBy)
        .default(['outcome'], 'outcome'),
    )
    .addHelpText('after', EXAMPLE)
    .action(
      inSession(context, async (session, options: StatsOptions) => {
        const { terminal } = session;
        const { rows, searched, nothing } = ask(session, options, {
          isScan: 'if long',
          besides: isRecovered,
        });
        const [by, across] = options.by;
        const statistics = await tally(rows, by, across);
        const { groups, count } = statistics;
        const format = formatOf(options);
        if (format === 'json') return await terminal.write(`${JSON.stringify(statistics, undefined, 2)}\n`);
        if (format === 'csv') {
          const names = [...options.by, 'count', 'connected'];
          const lines = groups.map((group) =>
            csvLine([group.label, ...(across ? [group.across] : []), group.count, group.connected]),
          );
          return await terminal.write([csvLine(names), ...lines].join(''));
        }
        if (count === 0) return await terminal.say(await nothing());
        const { columns } = terminal;
        await terminal.write(
          across === undefined
            ? statisticsText(statistics, by, columns)
            : `${crossText(groups, [by, across], columns)}\n\n${summary(statistics).join('\n')}\n`,
        );
        await terminal.say(`${count} counted, ${searched}`);
      }),
    );
