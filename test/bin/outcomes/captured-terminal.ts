import { stripVTControlCharacters } from 'node:util';
import { outcomesProgram } from '../../../bin/outcomes/commands/program.ts';
import { fold } from '../../../bin/print/fold.ts';
import type { Terminal } from '../../../bin/print/terminal.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

/** What a command wrote, without colours. */
export interface Written {
  readonly out: string;
  readonly notes: string;
  /** The line that a person would be told. */
  readonly failure: string | undefined;
  readonly exitCode: number;
}

/** When every command of a test is given. */
export const NOW = new Date('2026-11-21T12:00:00.000Z');

/** Runs a command line in this process, at a terminal of 100 columns. */
export async function outcomes(
  argumentsGiven: readonly string[],
  variables: Record<string, string> = {},
  terminal: Partial<Terminal> = {},
): Promise<Written> {
  let out = '';
  let notes = '';
  const write = async (text: string): Promise<void> => {
    out += text;
  };
  const captured: Terminal = {
    columns: 100,
    showsProgress: false,
    write,
    say: (sentence) => write(`${fold(sentence, 100)}\n`),
    note: (text) => {
      notes += text;
    },
    ...terminal,
  };
  let failure: string | undefined;
  let exitCode = 0;
  try {
    const whole = outcomesProgram({ terminal: captured, variables, now: () => NOW });
    await whole.parseAsync(argumentsGiven, { from: 'user' });
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    failure = error.message;
    exitCode = error.exitCode;
  }
  return { out: stripVTControlCharacters(out), notes, failure, exitCode };
}

/** The same, of a table. */
export const outcomesOf =
  (table: { readonly endpoint: string; readonly name: string }) =>
  (...given: string[]): Promise<Written> =>
    outcomes([...given, '--endpoint', table.endpoint, '--table', table.name]);

/** What was written as NDJSON. */
export const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
