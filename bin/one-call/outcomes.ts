import { LEG_OUTCOMES, OUTCOMES, type Outcome } from '../../functions/recovery/outcome.ts';
import { type Behaviour, behaviour } from '../simulator/behaviour.ts';
import type { Attempt } from '../simulator/call.ts';
import { unknownWord } from '../usage/nearest.ts';

/** Outcomes of calls without a hand-off, of messages, and of single events on a callee's leg. */
const NOT_OF_A_HAND_OFF: readonly Outcome[] = [
  'begun',
  'unrouted',
  'closed',
  'recorded',
  'voicemail',
  'no-message',
  'chosen',
  ...LEG_OUTCOMES,
];

/** The outcomes that can be named; `abandoned` is the caller who hangs up during the hand-off. */
export const NAMED_OUTCOMES = OUTCOMES.filter((name) => !NOT_OF_A_HAND_OFF.includes(name));

/** The behaviour that Bandwidth sees for each outcome of a hand-off, in the words of {@link behaviour}. */
const BOTH: Readonly<Partial<Record<Outcome, string>>> = {
  connected: 'answers',
  busy: 'busy',
  'no-answer': 'no-answer',
  declined: 'declined',
  abandoned: 'no-answer',
};

const REFER: typeof BOTH = {
  ...BOTH,
  unreachable: 'not-found',
  unavailable: 'unavailable',
  refused: 'refer 405',
  unconfirmed: 'silent',
  failed: 'notify 488',
};

const TRANSFER: typeof BOTH = {
  ...BOTH,
  completed: 'answers',
  throttled: 'cause account-limit',
  misconfigured: 'cause callback-error',
  cancelled: 'cause cancel',
  'not-accepted': 'mailbox',
  failed: 'cause error',
};

/** How a target behaves, and which outcome that is. */
interface Happening {
  readonly behaviour: Behaviour;
  /** Another than the one that was asked for, where the verb cannot have that. */
  readonly outcome: Outcome;
}

/**
 * Finds the behaviour for an outcome. An outcome that a verb cannot have becomes `failed`, and `completed` becomes
 * `connected`. Where nobody is asked, a mailbox counts as a talk.
 */
export function happening(asked: Outcome, { by, asked: isAsked }: Pick<Attempt, 'by' | 'asked'>): Happening {
  const words = by === 'refer' ? REFER : TRANSFER;
  const possible = asked === 'not-accepted' && by === 'transfer' && !isAsked ? 'completed' : asked;
  const outcome = words[possible] ? possible : possible === 'completed' ? 'connected' : 'failed';
  return { outcome, behaviour: behaviour(words[outcome] ?? 'busy') };
}

/** @throws {UsageError} for a name that is none of {@link NAMED_OUTCOMES}, with the nearest that is */
export const readOutcomes = (names: readonly string[]): Outcome[] =>
  names.map((name) => {
    const known = NAMED_OUTCOMES.find((each) => each === name);
    if (known) return known;
    throw unknownWord('outcome', name, NAMED_OUTCOMES);
  });
