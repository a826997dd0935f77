import { first } from '../reader/first.ts';
import { type OutcomeReader, outcomeReader } from '../reader/reader.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { DAY_MILLISECONDS } from '../reader/time-range.ts';
import { openTable } from '../table/open-table.ts';

const MOST_EVENTS = 20;

/** Where the events are. */
interface Stack {
  readonly stack: string;
  readonly region?: string;
}

async function withReader<Read>(
  { stack, region }: Stack,
  read: (reader: OutcomeReader) => Promise<Read>,
): Promise<Read> {
  const table = await openTable({ stack, ...(region !== undefined && { region }) }, process.env);
  try {
    return await read(outcomeReader(table));
  } finally {
    await table.close();
  }
}

/** The newest events of the last day, newest first, with what the index has of them. */
export function newestEvents(options: Stack): Promise<StoredOutcome[]> {
  const untilEpochMilliseconds = Date.now() + 60_000;
  const range = {
    sinceEpochMilliseconds: untilEpochMilliseconds - DAY_MILLISECONDS,
    untilEpochMilliseconds,
  };
  return withReader(options, (reader) => Array.fromAsync(first(reader.byOutcome(range), MOST_EVENTS)));
}

/** The same events with all that is stored of them. */
export const wholeEvents = (options: Stack, events: readonly StoredOutcome[]) =>
  withReader(options, async (reader) => {
    const whole = events.map(async ({ callId, eventKey }) => {
      const items = await Array.fromAsync(reader.call(callId));
      return items.filter((item) => item.eventKey === eventKey);
    });
    return (await Promise.all(whole)).flat();
  });
