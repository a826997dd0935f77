import { type OutcomeReader, outcomeReader } from '../../functions/outcomes/reader/reader.ts';
import { failureLine } from './connection/failure.ts';
import { type OpenTable, openTable, type TableOptions } from './connection/open-table.ts';
import type { Terminal } from './print/terminal.ts';
import { UsageError } from './usage-error.ts';

/** What all commands are run with. */
export interface Context {
  readonly terminal: Terminal;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** What a command asks and where it says what it found. */
export interface Session {
  readonly reader: OutcomeReader;
  readonly table: OpenTable;
  readonly terminal: Terminal;
  /** The table in words, to say what was searched. */
  readonly tableWords: string;
  /** When the command was given. */
  readonly now: Date;
}

/**
 * Runs a command on an open table, and closes it again.
 * @throws {UsageError} for everything that a person can put right
 */
export async function withSession(
  { terminal, variables, now }: Context,
  options: TableOptions,
  run: (session: Session) => Promise<void>,
): Promise<void> {
  let table: OpenTable | undefined;
  try {
    table = await openTable(options, variables);
    await run({ reader: outcomeReader(table), table, terminal, tableWords: table.words, now: now() });
  } catch (error) {
    const line = failureLine(error, table?.words);
    throw line === undefined ? error : new UsageError(line, { cause: error });
  } finally {
    await table?.close();
  }
}
