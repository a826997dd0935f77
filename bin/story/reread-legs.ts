import { readAhead } from '../reader/read-ahead.ts';
import type { OutcomeReader } from '../reader/reader.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { stepOf } from './event-words.ts';

/** Rows, as the reader gives them. */
export type Rows<Row = StoredOutcome> = AsyncIterable<Row> | Iterable<Row>;

/** How much earlier than the end of its leg the end of a transfer may be dated. */
const EARLIER_MILLISECONDS = 5000;

/** Calls that are looked up at once. */
const MOST_LOOKUPS = 16;

/** Tells a leg that was cancelled alone: when it is stored, its caller seems to have left. */
const isAbandonedLeg = ({ outcome, eventType }: StoredOutcome): boolean =>
  outcome === 'abandoned' && eventType === 'transferDisconnect';

/**
 * Tells an event that the caller was still there for when the leg was over: `transferComplete` is sent
 * only then (https://dev.bandwidth.com/docs/voice/bxml/transfer). One that is dated a little earlier
 * must be of the same hand-off, not of the one before.
 */
export function showsCaller(row: StoredOutcome, leg: StoredOutcome): boolean {
  if (row.eventType !== 'transferComplete') return false;
  const after = Date.parse(row.eventTime) - Date.parse(leg.eventTime);
  return after >= 0 || (after >= -EARLIER_MILLISECONDS && Number(row.attempt) >= Number(leg.attempt));
}

/** Tells an event of the same hand-off, where its callee was asked to take it. */
const isOfAsked = (each: StoredOutcome, { confirm }: StoredOutcome): boolean =>
  confirm !== undefined && each.confirm === confirm;

/**
 * Reads the end of a leg whose callee was asked. The end of the hand-off tells of it, where one came: it is sent
 * only while the caller is there. Else the key tells: with it the two talked, without it the caller left before.
 */
function rereadAsked(row: StoredOutcome, call: readonly StoredOutcome[]): StoredOutcome {
  const others = call.filter((each) => isOfAsked(each, row));
  if (others.some(({ eventType }) => eventType === 'transferComplete')) return row;
  return others.some(({ outcome }) => outcome === 'accepted')
    ? { ...row, outcome: 'completed', tellsEnd: true }
    : { ...row, outcome: 'abandoned' };
}

const isAnswered = (row: StoredOutcome): boolean => ![undefined, 'none'].includes(stepOf(row) as string);

/** Tells the end of a call whose caller left a menu: no `gather` is sent then. After a talk it is an end as any. */
function hasLeftMenu({ eventType, outcome }: StoredOutcome, call: readonly StoredOutcome[]): boolean {
  const last = call.findLast(isAnswered);
  return (
    eventType === 'disconnect' &&
    outcome === 'completed' &&
    last?.step === 'menu' &&
    last.outcome !== 'completed'
  );
}

/** Reads a row again, knowing its call: a leg that its caller did not leave was `cancelled`. */
function reread(row: StoredOutcome, call: readonly StoredOutcome[]): StoredOutcome {
  if (row.outcome === 'leg-ended') return rereadAsked(row, call);
  if (hasLeftMenu(row, call)) return { ...row, outcome: 'abandoned' };
  return isAbandonedLeg(row) && call.some((each) => showsCaller(each, row))
    ? { ...row, outcome: 'cancelled' }
    : row;
}

/**
 * The rows of one call, in which a leg is `abandoned` only if no later event shows that its caller was there, and the
 * end of the call where the caller was in a menu.
 */
export const rereadCall = <Call extends readonly StoredOutcome[]>(rows: Call): Call =>
  rows.map((row) => reread(row, rows)) as readonly StoredOutcome[] as Call;

/**
 * The same for rows of many calls, in their order. It looks up the call of each abandoned leg, so each of
 * these costs one more request; `mostLookups` is also how many rows may be held back meanwhile.
 */
export async function* rereadRows(
  rows: Rows,
  reader: Pick<OutcomeReader, 'call'>,
  mostLookups = MOST_LOOKUPS,
): AsyncGenerator<StoredOutcome> {
  yield* lookedUp(rows, reader, isAbandonedLeg, reread, mostLookups);
}

/** Tells a message as an index has it: without its recording. Whole items say when they were received. */
const isMessageOfIndex = (row: StoredOutcome): boolean =>
  row.outcome === 'voicemail' && !('receivedAt' in row);

/** Completes the messages among rows by their recordings, which no index has; each costs one more request. */
export const withRecordings = (rows: Rows, reader: Pick<OutcomeReader, 'call'>, mostLookups = MOST_LOOKUPS) =>
  lookedUp(
    rows,
    reader,
    isMessageOfIndex,
    (row, call) => call.find(({ eventKey }) => eventKey === row.eventKey) ?? row,
    mostLookups,
  );

/** Rows in their order, those that ask for it as they are when their whole call is known. */
const lookedUp = (
  rows: Rows,
  reader: Pick<OutcomeReader, 'call'>,
  isAsked: (row: StoredOutcome) => boolean,
  known: (row: StoredOutcome, call: readonly StoredOutcome[]) => StoredOutcome,
  mostLookups: number,
): AsyncGenerator<StoredOutcome> =>
  readAhead(
    rows,
    async (row) => (isAsked(row) ? known(row, await Array.fromAsync(reader.call(row.callId))) : row),
    mostLookups,
  );
