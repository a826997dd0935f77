import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { rereadCall, showsCaller } from './reread-legs.ts';

/** One attempt to connect the caller whose end is told. Times are in milliseconds since the epoch, where Bandwidth tells them. */
export interface HandOffEnd {
  /** Its number in the call, from 1 on. */
  readonly attempt: number;
  readonly destination: string | undefined;
  /** `completed` and `connected` reached somebody; of a callee who was asked, only if they pressed the key. */
  readonly outcome: string;
  /** Whether the callee was asked to take the call. */
  readonly isAsked: boolean;
  /** When the leg that was answered began to ring, and when it was answered. */
  readonly rangAt: number | undefined;
  readonly answeredAt: number | undefined;
  /** When caller and callee were connected. */
  readonly metAt: number | undefined;
  readonly overAt: number | undefined;
}

/** The rows of one hand-off: its end, the ends of its legs, and the key that took it. */
interface Parts {
  readonly end?: StoredOutcome | undefined;
  readonly legs: readonly StoredOutcome[];
  readonly taken?: StoredOutcome | undefined;
}

/** A time among the fields of an event, in milliseconds since the epoch. */
export function timeOf(row: StoredOutcome | undefined, name: string): number | undefined {
  const time = Date.parse(String(row?.[name]));
  return Number.isNaN(time) ? undefined : time;
}

/** Tells a hand-off that brought caller and destination together. */
export const isReached = ({ outcome }: Pick<HandOffEnd, 'outcome'>): boolean =>
  outcome === 'connected' || outcome === 'completed';

/** A hand-off that its callee took was a talk, also where that could not be read when it ended. */
function outcomeOf({ end, legs, taken }: Parts, isOver: boolean): string {
  const has = (wanted: string) => legs.some(({ outcome }) => outcome === wanted);
  if (taken || (!end && has('completed'))) return 'completed';
  if (end) return end.outcome;
  // Of targets that rang at once each leg tells of itself: that the call is over tells that no other was answered.
  const rangTogether = legs.some(({ destination }) => String(destination).includes(','));
  if (rangTogether) return isOver ? 'abandoned' : 'cancelled';
  return has('abandoned') ? 'abandoned' : String(legs.at(-1)?.outcome);
}

function endOf(parts: Parts, isOver: boolean): HandOffEnd {
  const { end, legs, taken } = parts;
  const outcome = outcomeOf(parts, isOver);
  const rows = [end, ...legs, taken].filter((row) => row !== undefined);
  const answered = legs.find((leg) => timeOf(leg, 'answerTime') !== undefined);
  const answeredAt = timeOf(answered, 'answerTime');
  const isAsked = rows.some(({ confirm }) => confirm !== undefined);
  const connectedAt = isAsked ? timeOf(taken, 'eventTime') : answeredAt;
  const metAt = end?.eventType === 'referComplete' ? timeOf(end, 'eventTime') : connectedAt;
  const named = rows.map(({ destination }) => destination).find((each) => typeof each === 'string');
  return {
    attempt: Math.max(1, Number(rows[0]?.attempt) || 1),
    destination: named as string | undefined,
    outcome,
    isAsked,
    rangAt: timeOf(answered, 'startTime'),
    answeredAt,
    metAt: isReached({ outcome }) ? metAt : undefined,
    overAt: timeOf(answered ?? legs.at(-1), 'endTime'),
  };
}

/** The hand-offs of a call whose end is told, by their number, from its rows, oldest first. */
export function handOffEnds(call: readonly StoredOutcome[]): HandOffEnd[] {
  const rows = rereadCall(call).filter(({ outcome }) => outcome !== 'rejected');
  const isEnd = ({ eventType }: StoredOutcome) =>
    eventType === 'referComplete' || eventType === 'transferComplete';
  const legs = new Set(rows.filter(({ eventType }) => eventType === 'transferDisconnect'));
  const isOver = rows.some(({ eventType }) => eventType === 'disconnect');
  const keys = new Set(rows.filter(({ outcome }) => outcome === 'accepted'));

  function take(from: Set<StoredOutcome>, isOf: (row: StoredOutcome) => boolean): StoredOutcome[] {
    const taken = [...from].filter(isOf);
    for (const row of taken) from.delete(row);
    return taken;
  }
  function whole(end: StoredOutcome | undefined, own: readonly StoredOutcome[]): HandOffEnd {
    const confirm = [end, ...own].map((row) => row?.confirm).find((id) => id !== undefined);
    const [taken] = take(keys, (key) => key.confirm === confirm);
    return endOf({ end, legs: own, taken }, isOver);
  }

  const ended = rows.filter(isEnd).map((end) =>
    whole(
      end,
      take(legs, (leg) => leg.attempt === end.attempt && showsCaller(end, leg)),
    ),
  );
  const numbers = new Set([...legs].map(({ attempt }) => attempt));
  const left = [...numbers].map((number) =>
    whole(
      undefined,
      take(legs, ({ attempt }) => attempt === number),
    ),
  );
  const goingOn = [...keys].map((taken) => endOf({ legs: [], taken }, isOver));
  return [...ended, ...left, ...goingOn].sort((one, other) => one.attempt - other.attempt);
}
