import { outcomesProgram } from './outcomes/commands/program.ts';
import { processTerminal } from './print/terminal.ts';
import { run } from './usage/program.ts';

await run(outcomesProgram({ terminal: processTerminal(), variables: process.env, now: () => new Date() }));
