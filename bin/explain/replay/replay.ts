import type { Policy } from '../../../functions/recovery/policy.ts';
import { policyHash } from '../../../lib/policy-hash.ts';
import { mistakeOf } from '../../aws/failure.ts';
import { endsRead, processTerminal, showsRead } from '../../print/terminal.ts';
import { outcomeReader } from '../../reader/reader.ts';
import { type OpenTable, openTable } from '../../table/open-table.ts';
import type { TableOptions } from '../../table/options.ts';
import { readRange } from '../../table/time.ts';
import { Failure } from '../../usage/usage-error.ts';
import { replayed } from './replayed.ts';
import { changedPercent, replayedText } from './replayed-text.ts';

/** The options of a replay. */
export interface ReplayOptions extends TableOptions {
  readonly since?: string;
  readonly until?: string;
  /** In percent of the calls. */
  readonly failAbove?: number;
  readonly json?: boolean;
}

const NEEDED_RIGHTS = 'dynamodb:Scan on the table, and for --stack cloudformation:DescribeStacks';

/** Outcomes that are decided again where nothing else is said. */
const DEFAULT_SINCE = '7d';

/**
 * Decides the stored outcomes of a time range again, by a policy, and prints what would have changed.
 * @throws {UsageError} for a wrong time, or where nothing says which table
 * @throws {Failure} where more calls would have changed than are allowed, or nothing is stored
 */
export async function replay(options: ReplayOptions, policy: Policy): Promise<void> {
  const { since = DEFAULT_SINCE, until, failAbove, json } = options;
  const range = readRange({ since, ...(until !== undefined && { until }) }, new Date());
  const terminal = processTerminal();
  let table: OpenTable | undefined;
  try {
    table = await openTable(options, process.env);
    const result = await replayed(outcomeReader(table).all(range, showsRead(terminal, 'item')), policy);
    endsRead(terminal);
    if (json)
      await terminal.write(`${JSON.stringify({ policy: policyHash(policy), ...result }, undefined, 2)}\n`);
    else await terminal.write(`${replayedText(result)}\n`);
    const searched = `${range.words}, in ${table.words}`;
    if (result.decisions === 0) throw new Failure(`Nothing is stored ${searched}.`);
    if (!json) await terminal.say(`Policy ${policyHash(policy)}, ${searched}`);
    if (failAbove !== undefined && changedPercent(result) > failAbove)
      throw new Failure(`${changedPercent(result).toFixed(1)} % of the calls is more than ${failAbove} %.`);
  } catch (error) {
    throw mistakeOf(error, NEEDED_RIGHTS, table?.words);
  } finally {
    await table?.close();
  }
}
