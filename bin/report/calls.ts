import { Readable } from 'node:stream';
import type { OutcomeReader } from '../reader/reader.ts';
import { isOfNoCall, type StoredOutcome } from '../reader/stored-outcome.ts';
import { sortKeyBounds, type TimeRange } from '../reader/time-range.ts';

/** Calls that are read side by side; the SDK has 50 sockets. */
const CONCURRENCY = 32;

/** What is read for a period. */
interface Reading {
  readonly period: TimeRange;
  /** How long a call may take: its events are read so long after the period, and before it for calls that began there. */
  readonly callMilliseconds: number;
  /** Told of progress: calls, or for a scan items. */
  readonly onRead: (count: number) => void;
}

const readRange = ({ period, callMilliseconds }: Reading): TimeRange => ({
  sinceEpochMilliseconds: period.sinceEpochMilliseconds - callMilliseconds,
  untilEpochMilliseconds: period.untilEpochMilliseconds + callMilliseconds,
});

/** The ids of the calls with an event in the index, each once; but of those that began after the period. */
async function* callIds(reader: OutcomeReader, { period, callMilliseconds }: Reading) {
  const seen = new Set<string>();
  const untilEpochMilliseconds = period.untilEpochMilliseconds + callMilliseconds;
  for await (const row of reader.byOutcome({ ...period, untilEpochMilliseconds, order: 'oldest first' })) {
    if (isOfNoCall(row) || seen.has(row.callId)) continue;
    seen.add(row.callId);
    const isLater =
      row.eventType === 'initiate' && Date.parse(row.eventTime) >= period.untilEpochMilliseconds;
    if (!isLater) yield row.callId;
  }
}

/**
 * The calls that may have begun in a period, each with its events up to the end of the reading, oldest first: found
 * by the index, then asked for one by one. A call of which only normal ends are stored is not in the index.
 */
export async function* indexedCalls(reader: OutcomeReader, reading: Reading) {
  const { last } = sortKeyBounds(readRange(reading));
  async function read(callId: string): Promise<StoredOutcome[]> {
    const rows = await Array.fromAsync(reader.call(callId));
    return rows.filter(({ eventTime }) => eventTime <= last);
  }
  const calls = Readable.from(callIds(reader, reading)).map(read, { concurrency: CONCURRENCY });
  let count = 0;
  for await (const rows of calls as AsyncIterable<StoredOutcome[]>) {
    count += 1;
    reading.onRead(count);
    if (rows.length > 0) yield rows;
  }
}

/** The same by one pass over the table, of every call. */
export const scannedCalls = (reader: OutcomeReader, reading: Reading) =>
  reader.calls(readRange(reading), reading.onRead);
