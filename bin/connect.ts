import { createInterface } from 'node:readline';
import { connectProgram } from './connect/command.ts';
import { run } from './usage/program.ts';

const { stdin: input, stdout: output } = process;

/** Asks at the terminal; who ends the input has said nothing. */
async function ask(question: string): Promise<string> {
  output.write(question);
  for await (const line of createInterface({ input, output })) return line;
  return '';
}

await run(connectProgram(input.isTTY && output.isTTY ? ask : undefined));
