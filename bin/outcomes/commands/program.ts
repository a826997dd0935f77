import type { Command } from 'commander';
import { page, typed } from '../../../lib/checkout.ts';
import { program } from '../../usage/program.ts';
import type { Context } from '../session.ts';
import { backfillCommand } from './backfill.ts';
import { callCommand } from './call.ts';
import { callerCommand } from './caller.ts';
import { eraseCommand } from './erase.ts';
import { exportCommand } from './export.ts';
import { listCommand } from './list.ts';
import { messagesCommand } from './messages.ts';
import { reportCommand } from './report.ts';
import { statsCommand } from './stats.ts';
import { tailCommand } from './tail.ts';

const EXAMPLES = `
Examples:
  ${typed('outcomes', 'list --outcome busy,no-answer --since 2h')}
  ${typed('outcomes', 'call c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d')}
  ${typed('outcomes', 'list --state lost,abandoned --since 1h')}
  ${typed('outcomes', 'stats --since 1h --by destination,outcome')}
  ${typed('outcomes', 'messages --since 7d --fetch messages')}
  ${typed('outcomes', 'report --html report.html')}
  ${typed('outcomes', 'tail')}
  ${typed('outcomes', 'export --since 7d --stack CallRecovery-prod')} > week.csv

Times are shown in the time zone of this machine; TZ=UTC ${typed('outcomes', '…')} shows UTC.
${page('queries.md')} asks the same questions with the AWS CLI, PartiQL and the SDK.`;

const COMMANDS = [
  ...[callCommand, listCommand, callerCommand, messagesCommand, statsCommand, reportCommand],
  ...[tailCommand, exportCommand, backfillCommand, eraseCommand],
];

/** The whole command line. A command is a file under commands/ and a word here. */
export function outcomesProgram(context: Context): Command {
  const whole = program('outcomes', 'Answers what happened to the calls, from the table of outcomes.');
  for (const command of COMMANDS) whole.addCommand(command(context).copyInheritedSettings(whole));
  return whole.addHelpText('after', EXAMPLES);
}
