import type { Command } from 'commander';
import { mistakeOf } from '../aws/failure.ts';
import type { Terminal } from '../print/terminal.ts';
import { type OutcomeReader, outcomeReader } from '../reader/reader.ts';
import { type OpenTable, openTable } from '../table/open-table.ts';
import type { TableOptions } from '../table/options.ts';

/** The terminal, the variables and the clock that all commands run with. */
export interface Context {
  readonly terminal: Terminal;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly now: () => Date;
}

/** The table that a command reads, and where it writes what it found. */
export interface Session {
  readonly reader: OutcomeReader;
  readonly table: OpenTable;
  readonly terminal: Terminal;
  /** When the command was given. */
  readonly now: Date;
}

/** The rights that commands need; docs/operations.md has no other list. */
export const NEEDED_RIGHTS =
  'dynamodb:Query on the table and its indexes, dynamodb:Scan for what reads the whole table, for backfill dynamodb:PutItem, for erase DeleteItem and DescribeTable, and for --stack cloudformation:DescribeStacks';

/**
 * The action of a command: it runs on the table that its options name, which is closed again.
 * @throws {UsageError} for everything that a person can put right
 */
export const inSession = <Options extends TableOptions>(
  { terminal, variables, now }: Context,
  run: (session: Session, options: Options, ...given: string[]) => Promise<void>,
) =>
  async function action(this: Command): Promise<void> {
    const options = this.opts<Options>();
    let table: OpenTable | undefined;
    try {
      table = await openTable(options, variables);
      await run({ reader: outcomeReader(table), table, terminal, now: now() }, options, ...this.args);
    } catch (error) {
      throw mistakeOf(error, NEEDED_RIGHTS, table?.words);
    } finally {
      await table?.close();
    }
  };
