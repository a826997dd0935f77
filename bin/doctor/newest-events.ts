import { first } from '../reader/first.ts';
import { outcomeReader } from '../reader/reader.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { DAY_MILLISECONDS } from '../reader/time-range.ts';
import { openTable } from '../table/open-table.ts';

/** The newest events of the last day, newest first, each with all that is stored of it. */
export async function newestEvents(
  stack: string,
  region: string | undefined,
  most: number,
): Promise<StoredOutcome[]> {
  const table = await openTable({ stack, ...(region !== undefined && { region }) }, process.env);
  try {
    const reader = outcomeReader(table);
    const untilEpochMilliseconds = Date.now() + 60_000;
    const range = {
      sinceEpochMilliseconds: untilEpochMilliseconds - DAY_MILLISECONDS,
      untilEpochMilliseconds,
    };
    const rows = await Array.fromAsync(first(reader.byOutcome(range), most));
    const whole = rows.map(async ({ callId, eventKey }) => {
      const items = await Array.fromAsync(reader.call(callId));
      return items.filter((item) => item.eventKey === eventKey);
    });
    return (await Promise.all(whole)).flat();
  } finally {
    await table.close();
  }
}
