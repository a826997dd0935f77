import { existsSync, writeFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import type { Policy } from '../../../functions/recovery/policy.ts';
import { typed } from '../../../lib/checkout.ts';
import { fold } from '../../print/fold.ts';
import { counted } from '../../print/printable.ts';
import { endsRead, showsRead } from '../../print/terminal.ts';
import { readCalls } from '../../report/calls.ts';
import { Figures } from '../../report/figures.ts';
import { reportPage } from '../../report/page/report-page.ts';
import { PARTS } from '../../report/parts/index.ts';
import { type PeriodOptions, readPeriod } from '../../report/period.ts';
import type { Report } from '../../report/report.ts';
import { writeCsv } from '../../report/report-csv.ts';
import { reportText } from '../../report/report-text.ts';
import { reportedCall } from '../../report/reported-call.ts';
import type { TableOptions } from '../../table/options.ts';
import { countReadUnits } from '../../table/read-units.ts';
import { wholeNumber } from '../../usage/read-options.ts';
import { Failure } from '../../usage/usage-error.ts';
import { outcomesCommand } from '../options/common.ts';
import { isScanCheaper } from '../rows.ts';
import { type Context, inSession, type Session } from '../session.ts';

type ReportOptions = TableOptions &
  PeriodOptions & {
    readonly route?: string;
    readonly html?: string;
    readonly json?: true;
    readonly csv?: string;
    readonly scan?: true;
    readonly mailboxRings: number;
    readonly mailboxOver: number;
  };

/** Who talks is told when they hang up: calls are read so long after their last hand-off may begin. */
const TALK_SECONDS = 4 * 3600;

const NOT_IN_INDEX =
  'Not counted: calls begun by your app and ended by their caller, which are in no index. --scan counts them.';

const COUNTS = PARTS.map(
  ({ title, columns }) =>
    `${title}:\n${columns.map((each) => fold(`  ${each.title.padEnd(13)}${each.counts}`, 100)).join('\n')}`,
).join('\n\n');

const HELP = `
What each figure counts ("–", or null, is not told by Bandwidth):

${COUNTS}

Examples:
  ${typed('outcomes', 'report --stack CallRecovery-prod')}
  ${typed('outcomes', 'report --since yesterday --zone America/New_York --html report.html')}
  ${typed('outcomes', 'report --since 2026-11-01 --until 2026-12-01 --csv november')}

The rights it needs: dynamodb:Query on the table and its indexes, GetItem and Scan.`;

/** The policy of RECOVERY_FILE or recovery.json; where there is none, one that says nothing. */
async function policyOf({ RECOVERY_FILE: named = '' }: Context['variables']): Promise<Policy> {
  // Loaded only here: the policy knows all time zones.
  const { readPolicyOf } = await import('../../usage/policy.ts');
  const { parsePolicy } = await import('../../../lib/policy/parse.ts');
  const file = named.trim() || 'recovery.json';
  return named.trim() || existsSync(file) ? readPolicyOf(file) : parsePolicy({});
}

/** @throws {Failure} where a file cannot be written */
function written<Result>(path: string, write: () => Result): Result {
  try {
    return write();
  } catch (error) {
    throw new Failure(`Cannot write ${path}: ${(error as Error).message}`, { cause: error });
  }
}

async function write(
  report: Report,
  { html, json, csv }: ReportOptions,
  { terminal }: Session,
  notes: string[],
) {
  if (json) return await terminal.write(`${JSON.stringify(report, undefined, 2)}\n`);
  if (html !== undefined) {
    written(html, () => writeFileSync(html, reportPage(report, notes)));
    return await terminal.write(`${html}\n`);
  }
  if (csv !== undefined)
    return await terminal.write(`${written(csv, () => writeCsv(report, csv)).join('\n')}\n`);
  await terminal.write(reportText(report, terminal.columns));
}

/** `report`: who reached somebody, who did not, and whom to call back. */
export const reportCommand = (context: Context): Command =>
  outcomesCommand('report', 'who reached somebody, who did not, and whom to call back')
    .option(
      '--since <time>',
      'calls from this time on: yesterday (that day alone), today, 2026-11-30, 7d',
      'yesterday',
    )
    .option('--until <time>', 'calls that began before this time (now)')
    .option(
      '--zone <name>',
      "time zone of days and clocks (that of the policy's hours if they have one, else this machine's)",
    )
    .option('--route <name>', 'only calls of this route')
    .addOption(new Option('--html <file>', 'write one HTML file').conflicts(['json', 'csv']))
    .addOption(new Option('--json', 'print one JSON document').conflicts('csv'))
    .option('--csv <folder>', 'write a CSV file for each table')
    .option('--scan', 'read the whole table, and so also calls that are in no index')
    .option('--mailbox-rings <seconds>', 'a mailbox answers after so long or later', wholeNumber(0, 300), 18)
    .option('--mailbox-over <seconds>', 'and is over within so long of it', wholeNumber(0, 300), 20)
    .addHelpText('after', HELP)
    .action(
      inSession(context, async (session, options: ReportOptions) => {
        const { reader, table, terminal, now } = session;
        const policy = await policyOf(context.variables);
        const period = await readPeriod(options, policy, now);
        const consumed = countReadUnits(table.client);
        const isScan = options.scan ?? isScanCheaper(period, table);
        const figures = new Figures({
          ...period,
          route: options.route,
          mailbox: { ringsSeconds: options.mailboxRings, overSeconds: options.mailboxOver },
        });
        const reading = {
          period,
          isScan,
          callMilliseconds: (policy.limits.callSeconds + TALK_SECONDS) * 1000,
          onRead: showsRead(terminal, isScan ? 'item' : 'call'),
        };
        for await (const rows of readCalls(reader, reading)) figures.add(reportedCall(rows));
        endsRead(terminal);
        const notes = [
          `${counted(figures.calls, 'call')} ${period.words}, in ${table.words}; read units: ${consumed.readUnits.toLocaleString('en')}.`,
          ...(isScan ? [] : [NOT_IN_INDEX]),
        ];
        await write(figures.report(), options, session, notes);
        terminal.note(notes.map((note) => `${fold(note, terminal.columns)}\n`).join(''));
      }),
    );
