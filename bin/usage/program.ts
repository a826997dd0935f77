import { Command, type CommanderError } from 'commander';
import { typed } from '../../lib/checkout.ts';
import { refuseBlank } from './read-options.ts';
import { tellMistake } from './usage-error.ts';

/** Ends a program as commander would, but that wrong usage is exit code 2; commander has told it already. */
function exitOf({ exitCode }: CommanderError): never {
  process.exit(exitCode === 0 ? 0 : 2);
}

/** A mistake is one line; commander itself takes two for a nearest word. */
function oneLine(text: string, write: (line: string) => void): void {
  const line = text.replace(/^error: /, '').trim();
  write(`${line.replaceAll('\n', ' ')}\n`);
}

/**
 * A program of ours, with `--help` and without options that are blank.
 * @param as how it is typed, where not by npx
 */
export const program = (name: string, description: string, as = typed(name)): Command =>
  new Command(as)
    .description(description)
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ outputError: oneLine })
    .exitOverride(exitOf)
    .hook('preAction', (_, command) => refuseBlank(command.opts()));

/** Runs a program to its end: exit code 0, 1 where it failed, 2 for wrong usage. A defect of ours keeps its stack. */
export async function run(command: Command): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    tellMistake(error);
  }
}
