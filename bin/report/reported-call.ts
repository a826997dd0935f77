import { identifiedCaller } from '../../functions/outcomes/caller.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { type CallResult, lastStep, resultOf } from '../story/call-result.ts';
import { type HandOffEnd, handOffEnds, isReached, timeOf } from '../story/hand-off-ends.ts';

/** A call as the report counts it; lengths of time are in milliseconds, and absent where nothing tells them. */
export interface ReportedCall {
  readonly startedAtEpochMilliseconds: number;
  readonly result: CallResult;
  /** The route of its last event that names one. */
  readonly route: string | undefined;
  /** The other party, where it is identified: of an outbound call whom it was made to. */
  readonly caller: string | undefined;
  /** The outcome of its last hand-off, or why there was none. */
  readonly outcome: string;
  readonly waited: number | undefined;
  readonly gaveUpAfter: number | undefined;
  readonly handOffs: readonly HandOffEnd[];
}

/** The start of a call by its own events, as those of a leg and of a recording tell another; else by the first event. */
function startOf(rows: readonly StoredOutcome[], own: readonly StoredOutcome[]): number {
  const told = own.map((row) => timeOf(row, 'startTime')).filter((time) => time !== undefined);
  const [first = Number.NaN] = told.toSorted((one, other) => one - other);
  if (!Number.isNaN(first)) return first;
  const times = rows.flatMap((row) => [timeOf(row, 'startTime'), timeOf(row, 'eventTime')]);
  return times.reduce<number>((least, time) => Math.min(least, time ?? least), Number.POSITIVE_INFINITY);
}

/** When the caller left: the call was over, or the leg that rang was. */
function leftAt(rows: readonly StoredOutcome[], handOffs: readonly HandOffEnd[]): number | undefined {
  const over = rows.find(({ eventType }) => eventType === 'disconnect');
  const ended = timeOf(over, 'endTime') ?? timeOf(over, 'eventTime');
  return ended ?? (handOffs.at(-1)?.outcome === 'abandoned' ? handOffs.at(-1)?.overAt : undefined);
}

/** Sums a call up from its rows, oldest first. */
export function reportedCall(rows: readonly StoredOutcome[]): ReportedCall {
  const own = rows.filter(
    ({ legCallId, recordingId }) => legCallId === undefined && recordingId === undefined,
  );
  const handOffs = handOffEnds(rows);
  const result = resultOf(rows, handOffs);
  const start = startOf(rows, own);
  const since = (time: number | undefined) => (time === undefined ? undefined : time - start);
  const outbound = own.some(({ direction }) => direction === 'outbound');
  const parties = own.map((row) => identifiedCaller(outbound ? row.to : row.from));
  const ends = { abandoned: 'abandoned', closed: 'closed' } as Partial<Record<CallResult, string>>;
  return {
    startedAtEpochMilliseconds: start,
    result,
    route: rows.map(({ route }) => route).findLast((name) => typeof name === 'string') as string | undefined,
    caller: parties.find((party) => party !== undefined),
    outcome: ends[result] ?? handOffs.at(-1)?.outcome ?? lastStep(rows)?.outcome ?? 'unknown',
    waited: since(handOffs.find(isReached)?.metAt),
    gaveUpAfter: result === 'abandoned' ? since(leftAt(rows, handOffs)) : undefined,
    handOffs,
  };
}
