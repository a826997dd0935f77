import { program } from './outcomes/program.ts';
import { processTerminal } from './print/terminal.ts';
import { tellMistake } from './usage/usage-error.ts';

try {
  const context = { terminal: processTerminal(), variables: process.env, now: () => new Date() };
  await program(context).parseAsync();
} catch (error) {
  tellMistake(error);
}
