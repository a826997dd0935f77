import { mistakeOf } from '../../aws/failure.ts';
import type { Terminal } from '../../print/terminal.ts';
import { type OutcomeReader, outcomeReader } from '../../reader/reader.ts';
import type { TableOptions } from '../options/common.ts';
import { type OpenTable, openTable } from './open-table.ts';

/** What all commands are run with. */
export interface Context {
  readonly terminal: Terminal;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** What a command asks, and where it writes what it found. */
export interface Session {
  readonly reader: OutcomeReader;
  readonly table: OpenTable;
  readonly terminal: Terminal;
  /** When the command was given. */
  readonly now: Date;
}

const NEEDED_RIGHTS =
  'dynamodb:Query and dynamodb:GetItem on the table and its indexes, for backfill dynamodb:PutItem, and for --stack cloudformation:DescribeStacks';

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
    await run({ reader: outcomeReader(table), table, terminal, now: now() });
  } catch (error) {
    throw mistakeOf(error, { needs: NEEDED_RIGHTS, of: table?.words });
  } finally {
    await table?.close();
  }
}
