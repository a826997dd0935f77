import { type HandOffVerb, OUTCOMES, type Outcome } from '../../functions/recovery/outcome.ts';
import { type Behaviour, behaviour } from '../simulator/behaviour.ts';
import { unknownWord } from '../usage/nearest.ts';

/** Outcomes of calls without a hand-off, and of messages. */
const NOT_OF_A_HAND_OFF: readonly Outcome[] = [
  'begun',
  'unrouted',
  'closed',
  'recorded',
  'voicemail',
  'no-message',
];

/** The outcomes that can be named; `abandoned` is the caller who hangs up during the hand-off. */
export const NAMED_OUTCOMES = OUTCOMES.filter((name) => !NOT_OF_A_HAND_OFF.includes(name));

/** What Bandwidth sees where a hand-off has an outcome, in the words of {@link behaviour}. */
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
  failed: 'cause error',
};

/** How a target behaves, and which outcome that is. */
export interface Happening {
  readonly behaviour: Behaviour;
  /** Another than the one that was asked for, where the verb cannot have that. */
  readonly outcome: Outcome;
}

/** What happens for an outcome: what a verb cannot have is `failed`, but a completed talk begins with a connection. */
export function happening(asked: Outcome, verb: HandOffVerb): Happening {
  const words = verb === 'refer' ? REFER : TRANSFER;
  const outcome = words[asked] ? asked : asked === 'completed' ? 'connected' : 'failed';
  return { outcome, behaviour: behaviour(words[outcome] ?? 'busy') };
}

/** @throws {UsageError} for a name that is none of {@link NAMED_OUTCOMES}, with the nearest that is */
export const readOutcomes = (names: readonly string[]): Outcome[] =>
  names.map((name) => {
    const known = NAMED_OUTCOMES.find((each) => each === name);
    if (known) return known;
    throw unknownWord('outcome', name, NAMED_OUTCOMES);
  });
