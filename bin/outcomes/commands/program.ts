import type { Command } from 'commander';
import { program } from '../../usage/program.ts';
import type { Context } from '../table/session.ts';
import { backfillCommand } from './backfill.ts';
import { callCommand } from './call.ts';
import { callerCommand } from './caller.ts';
import { exportCommand } from './export.ts';
import { listCommand } from './list.ts';
import { statsCommand } from './stats.ts';
import { tailCommand } from './tail.ts';

const EXAMPLES = `
Examples:
  npm run outcomes -- list --outcome busy,no-answer --since 2h
  npm run outcomes -- call c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d
  npm run outcomes -- stats --since yesterday --by destination
  npm run outcomes -- tail
  npm run --silent outcomes -- export --since 7d --stack CallRecovery-prod > week.csv

Times are shown in the time zone of this machine; TZ=UTC npm run outcomes -- … shows UTC.
docs/queries.md asks the same questions with the AWS CLI, PartiQL and the SDK.`;

const COMMANDS = [
  ...[callCommand, listCommand, callerCommand, statsCommand],
  ...[tailCommand, exportCommand, backfillCommand],
];

/** The whole command line. A command is a file under commands/ and a word here. */
export function outcomesProgram(context: Context): Command {
  const whole = program('outcomes', 'Answers what happened to the calls, from the table of outcomes.');
  for (const command of COMMANDS) whole.addCommand(command(context).copyInheritedSettings(whole));
  return whole.addHelpText('after', EXAMPLES);
}
