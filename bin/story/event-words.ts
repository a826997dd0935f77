import { callbackOfEvent, safeFor } from '../../functions/callbacks.ts';
import { LEG_OUTCOMES } from '../../functions/recovery/outcome.ts';
import { field, printable } from '../print/printable.ts';
import type { StoredOutcome } from '../reader/stored-outcome.ts';
import { CALLBACK_WORDS } from '../words/callbacks.ts';
import { DAYS_KEPT } from '../words/recordings.ts';
import { doneWords } from '../words/steps.ts';

function rejectedWords(row: StoredOutcome): string {
  const reasons = Array.isArray(row.reasons) ? row.reasons.map(String) : [];
  return reasons.length > 0 ? printable(reasons.join('; ')) : 'callback not understood';
}

/** Puts an event into words, with its codes: `REFER accepted (202), target: 486 Busy Here`. Total. */
export function eventWords(row: StoredOutcome): string {
  if (row.outcome === 'rejected') return rejectedWords(row);
  const callback = callbackOfEvent(row.eventType);
  return callback
    ? CALLBACK_WORDS[callback.name].words(row)
    : `event "${field(row, 'eventType') ?? 'without a type'}"`;
}

/**
 * Outcomes that only go with others: who has left a message is seen again when that can be fetched, if it can, and a
 * callee's leg with its hand-off.
 */
export const SIDE_OUTCOMES: readonly string[] = ['begun', 'recorded', 'no-message', ...LEG_OUTCOMES];

/**
 * Tells rows that say how a hand-off ended, why there was none, or that a message was left, from those that only
 * go with them: the beginning of a call, and the ends of calls and legs, unless the caller gave up there.
 */
export const isResult = ({ eventType, outcome, tellsEnd }: StoredOutcome): boolean =>
  !SIDE_OUTCOMES.includes(outcome) &&
  (tellsEnd === true ||
    outcome === 'abandoned' ||
    (eventType !== 'transferDisconnect' && eventType !== 'disconnect'));

/** Events that tell of no hand-off: the end of a call, a message, a key in a menu. */
const OF_NO_HAND_OFF: readonly unknown[] = ['disconnect', 'recordingAvailable', 'gather'];

/** Tells rows that count as one hand-off made: it has a number in its call, and its end is known. */
export const isHandOff = (row: StoredOutcome): boolean =>
  isResult(row) && !OF_NO_HAND_OFF.includes(row.eventType) && Number(row.attempt) > 0;

/** Tells the end of a leg that was answered. */
const isAnsweredLeg = ({ eventType, outcome }: StoredOutcome): boolean =>
  eventType === 'transferDisconnect' && outcome === 'completed';

/** Tells a menu that was asked after a talk: the talk tells how the call went. */
const isAfterTalk = ({ menu }: StoredOutcome): boolean => /^\w+\.completed\b/.test(String(menu));

const numberOf = (row: StoredOutcome | undefined): number => Number(row?.attempt) || 0;

/**
 * The row of a call, oldest first, that tells how it went: its last result, or the end of the leg of a later hand-off.
 * No transferComplete comes where the caller hung up first.
 */
export function lastResult(rows: readonly StoredOutcome[]): StoredOutcome | undefined {
  const result = rows.findLast((row) => isResult(row) && !isAfterTalk(row));
  const leg = rows.findLast(isAnsweredLeg);
  return leg && numberOf(leg) > numberOf(result) ? leg : result;
}

/** Finds the step that was taken about an event. One that could not be handled was answered by its own type. */
export function stepOf(row: StoredOutcome): unknown {
  if (row.outcome !== 'rejected') return row.step;
  return safeFor(row) === 'goodbye' ? 'goodbye' : 'none';
}

/** Adds notes to an event: Bandwidth's own message, and how the item differs from what came. */
function notesOf(row: StoredOutcome): string[] {
  const message = field(row, 'errorMessage');
  const id = field(row, 'errorId');
  const media = row.outcome === 'voicemail' ? field(row, 'mediaUrl') : undefined;
  const cut = Array.isArray(row.cut) ? row.cut.map((name) => printable(String(name))).join(', ') : undefined;
  return [
    ...(message || id
      ? [`Bandwidth says: ${message ?? 'no message'}${id === undefined ? '' : ` (errorId ${id})`}`]
      : []),
    ...(media === undefined ? [] : [`Bandwidth has it for ${DAYS_KEPT} days: ${media}`]),
    ...(row.undated === true ? ['undated: this is when it was received'] : []),
    ...(cut === undefined ? [] : [`too large to be stored whole, cut: ${cut}`]),
  ];
}

/** The target of a ring group that answered; `undefined` where only one rang, or none answered. */
export function whoAnswered(row: StoredOutcome): string | undefined {
  const isGroup = field(row, 'destination')?.includes(',') && row.outcome === 'completed';
  return isGroup ? field(row, 'transferTo') : undefined;
}

const VERBS: Readonly<Record<string, string>> = { referComplete: 'Refer', transferComplete: 'Transfer' };

/** An event as every timeline tells it. */
export interface EventStory {
  /** The hand-off that ended; absent for other events. */
  readonly handOff:
    | { readonly verb: string; readonly attempt: string; readonly destination: string }
    | undefined;
  readonly words: string;
  readonly notes: readonly string[];
  /** The step that was taken then; absent where there was none. */
  readonly done: string | undefined;
}

/** Tells an event: what came, and what was done. */
export const tellEvent = (row: StoredOutcome): EventStory => ({
  handOff: isHandOff(row)
    ? {
        verb: VERBS[String(row.eventType)] ?? 'Transfer',
        attempt: String(row.attempt),
        destination: field(row, 'destination') ?? '(target not known)',
      }
    : undefined,
  words: eventWords(row),
  notes: notesOf(row),
  done: doneWords(stepOf(row), field(row, 'nextDestination')),
});
