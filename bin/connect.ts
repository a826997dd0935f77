import { createInterface } from 'node:readline';
import { connectProgram } from './connect/command.ts';
import { run } from './usage/program.ts';

const { stdin: input, stdout: output } = process;

/** Asks at the terminal; who ends the input has said nothing. */
const ask = (question: string): Promise<string> =>
  new Promise((resolve) => {
    const lines = createInterface({ input, output }).on('close', () => resolve(''));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });

await run(connectProgram(input.isTTY && output.isTTY ? ask : undefined));
