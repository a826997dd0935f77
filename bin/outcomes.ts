import { processTerminal } from './outcomes/print/terminal.ts';
import { program } from './outcomes/program.ts';
import { UsageError } from './outcomes/usage-error.ts';

try {
  const context = { terminal: processTerminal(), variables: process.env, now: () => new Date() };
  await program(context).parseAsync();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
