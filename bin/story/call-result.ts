import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { stepOf } from './event-words.ts';
import { type HandOffEnd, isReached } from './hand-off-ends.ts';

/** The results of a call, of which each call has exactly one, with what they count. */
export const CALL_RESULTS = {
  reachedAtOnce:
    'somebody, or something, answered the first hand-off; also if the call was passed on after it',
  saved: 'the same at a later hand-off',
  message: 'nobody was reached; a message was left that has a length and can be fetched',
  abandoned:
    'the caller hung up while it rang, while a callee was asked to take the call, in a menu, or asked for a message and left none',
  goodbye:
    'the last step of the policy was goodbye or hangup, also after a message of no length; or Bandwidth dropped the call',
  closed: 'no destination was open when the call came',
  unknown: 'no final word came (a <Refer> without NOTIFY, a call that goes on), or the call went to the app',
} as const;

/** One of {@link CALL_RESULTS}. */
export type CallResult = keyof typeof CALL_RESULTS;

/** Tells a recording that can be fetched; one of which it was told later that it cannot be, is none. */
function hasMessage(rows: readonly StoredOutcome[]): boolean {
  const lost = new Set(
    rows.filter(({ outcome }) => outcome === 'no-message').map(({ recordingId }) => recordingId),
  );
  return rows.some(
    ({ outcome, recordingId }) =>
      outcome === 'voicemail' || (outcome === 'recorded' && !lost.has(recordingId)),
  );
}

/** The last row that says what the call was told to do. */
export const lastStep = (rows: readonly StoredOutcome[]): StoredOutcome | undefined =>
  rows.findLast((row) => !['none', undefined].includes(stepOf(row) as string | undefined));

/** Tells a step that asks the caller for something, a message or a key: all that they do is told, but that they hang up. */
export const asksCaller = ({ step, nextDestination }: StoredOutcome): boolean =>
  nextDestination === undefined && !['goodbye', 'hangup', 'redirect'].includes(String(step));

/** Tells how a call ended whose last word was a step of ours. */
function afterStep(last: StoredOutcome, isOver: boolean, handOff: HandOffEnd | undefined): CallResult {
  if (last.step === 'redirect') return 'unknown';
  if (last.nextDestination !== undefined) return isOver ? 'abandoned' : 'unknown';
  if (last.outcome !== 'rejected' && asksCaller(last)) return 'abandoned';
  return handOff?.outcome === 'unconfirmed' ? 'unknown' : 'goodbye';
}

/**
 * Finds the one result of a call from its rows, oldest first, and its hand-offs. Whoever was reached counts as
 * reached, whatever came later: also a call that was taken and then passed on. Pure and total.
 */
export function resultOf(rows: readonly StoredOutcome[], handOffs: readonly HandOffEnd[]): CallResult {
  const reached = handOffs.find(isReached);
  if (reached) return reached.attempt > 1 ? 'saved' : 'reachedAtOnce';
  if (hasMessage(rows)) return 'message';
  const over = rows.find(({ eventType }) => eventType === 'disconnect');
  if (over && over.outcome !== 'completed' && over.outcome !== 'abandoned') return 'goodbye';
  const last = lastStep(rows);
  const isLater = last?.step === 'redirect' || last?.step === 'menu';
  if (!isLater && rows.some(({ outcome }) => outcome === 'closed')) return 'closed';
  if (over?.outcome === 'abandoned' || handOffs.at(-1)?.outcome === 'abandoned') return 'abandoned';
  return last ? afterStep(last, over !== undefined, handOffs.at(-1)) : 'unknown';
}
