import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import type { OutcomeReader } from '../reader/reader.ts';
import { isOfNoCall, type StoredOutcome } from '../reader/stored-outcome.ts';
import { sortKeyBounds, type TimeRange } from '../reader/time-range.ts';
import { FoundCalls, isFoundBetween } from './found-calls.ts';

/** Calls that are read side by side; the SDK has 50 sockets. */
const CONCURRENCY = 32;

/** Growth of the heap between two full collections: V8 else lets garbage grow to three times what a report holds. */
const HEAP_GROWING_PERCENT = 25;

/** What is read for a period. */
interface Reading {
  readonly period: TimeRange;
  /** How long a call may take: its events are read so long after the period, and before it for calls that began there. */
  readonly callMilliseconds: number;
  /** Told of progress: calls, or for a scan items. */
  readonly onRead: (count: number) => void;
  /** How many found calls are remembered, in each of two halves; what is forgotten is read again. */
  readonly remembered?: number;
}

const readRange = ({ period, callMilliseconds }: Reading): TimeRange => ({
  sinceEpochMilliseconds: period.sinceEpochMilliseconds - callMilliseconds,
  untilEpochMilliseconds: period.untilEpochMilliseconds + callMilliseconds,
});

/**
 * The calls with an event in the index, each once; but of those that began after the period. Each is told with the
 * time up to which found calls are forgotten.
 */
async function* callIds(reader: OutcomeReader, { period, callMilliseconds, remembered }: Reading) {
  const found = new FoundCalls(remembered);
  const untilEpochMilliseconds = period.untilEpochMilliseconds + callMilliseconds;
  for await (const row of reader.byOutcome({ ...period, untilEpochMilliseconds, order: 'oldest first' })) {
    if (isOfNoCall(row) || !found.isNew(row)) continue;
    const isLater =
      row.eventType === 'initiate' && Date.parse(row.eventTime) >= period.untilEpochMilliseconds;
    if (!isLater) yield { callId: row.callId, forgottenUntil: found.forgottenUntil };
  }
}

/** Finds calls by the index, then asks for them one by one. A call of which only normal ends are stored is not in the index. */
async function* indexedCalls(reader: OutcomeReader, reading: Reading) {
  const { last } = sortKeyBounds(readRange(reading));
  const { first } = sortKeyBounds(reading.period);
  async function read({ callId, forgottenUntil }: { callId: string; forgottenUntil: string }) {
    const rows = await Array.fromAsync(reader.call(callId));
    const isRead = isFoundBetween(rows, first, forgottenUntil);
    return isRead ? [] : rows.filter(({ eventTime }) => eventTime <= last);
  }
  const calls = Readable.from(callIds(reader, reading)).map(read, { concurrency: CONCURRENCY });
  let count = 0;
  for await (const rows of calls as AsyncIterable<StoredOutcome[]>) {
    count += 1;
    reading.onRead(count);
    if (rows.length > 0) yield rows;
  }
}

/**
 * The calls that may have begun in a period, each with its events, oldest first: by the index, or by one pass over the
 * table, which also finds calls that are in no index. 1,000,000 calls take 410 to 460 MB (test/bench/report-memory.ts).
 */
export function readCalls(reader: OutcomeReader, reading: Reading & { readonly isScan: boolean }) {
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWING_PERCENT}`);
  return reading.isScan ? reader.calls(readRange(reading), reading.onRead) : indexedCalls(reader, reading);
}
