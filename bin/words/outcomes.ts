import type { Outcome } from '../../functions/recovery/outcome.ts';

/** Good, good after all, gone wrong at the other end, gone wrong for good or at ours, still open, none of these. */
export type Tone = 'good' | 'saved' | 'warn' | 'bad' | 'open' | 'plain';

/** An outcome for people: in words, and how it is coloured. */
export interface OutcomeWords {
  readonly means: string;
  readonly tone: Tone;
}

/** All outcomes, in the order in which a page counts them; which codes each stands for is in docs/design.md. */
export const OUTCOME_WORDS: Readonly<Record<Outcome | 'rejected', OutcomeWords>> = {
  connected: { tone: 'good', means: 'the caller is with the destination, and no longer with us' },
  completed: { tone: 'good', means: 'the destination was reached and the conversation is over' },
  busy: { tone: 'warn', means: 'the destination is busy' },
  'no-answer': { tone: 'warn', means: 'the destination rang, or could not be rung, and nobody answered' },
  declined: { tone: 'warn', means: 'the destination does not want the call' },
  unconfirmed: { tone: 'warn', means: 'the <Refer> was accepted, but its result was never reported' },
  'not-accepted': { tone: 'warn', means: 'the destination answered, and nobody there took the call' },
  refused: { tone: 'warn', means: "the caller's own endpoint will not <Refer>" },
  throttled: { tone: 'warn', means: 'Bandwidth has no room for another call at the moment' },
  unreachable: { tone: 'bad', means: 'the destination does not exist' },
  unavailable: { tone: 'bad', means: 'a server on the way is not working at the moment' },
  misconfigured: { tone: 'bad', means: 'Bandwidth could not run the answer to a callback' },
  failed: { tone: 'bad', means: 'it failed for a reason that is not given, or not known' },
  unrouted: { tone: 'bad', means: 'no route matches the call' },
  rejected: { tone: 'bad', means: 'the callback could not be handled: something in it is missing or wrong' },
  voicemail: { tone: 'open', means: 'a message of the caller can be fetched from Bandwidth' },
  recorded: { tone: 'open', means: 'the caller has left a message and is still there' },
  'no-message': { tone: 'plain', means: 'the caller said nothing, or the recording cannot be fetched' },
  chosen: { tone: 'open', means: 'the caller was asked to choose by a key' },
  begun: { tone: 'open', means: 'the call has its first hand-off' },
  closed: { tone: 'plain', means: 'no destination of the route is open' },
  cancelled: { tone: 'plain', means: 'the transfer was cancelled before anybody answered' },
  abandoned: { tone: 'plain', means: 'the caller left, unless a transferComplete of the call comes later' },
  'leg-answered': { tone: 'plain', means: 'the callee has picked up, and is not connected yet' },
  accepted: { tone: 'good', means: 'the callee has pressed the key, and is connected' },
  'leg-declined': { tone: 'plain', means: 'the callee has not pressed the key, and is hung up on' },
  'leg-ended': { tone: 'plain', means: 'the leg of a callee who was asked to take the call is over' },
};

/** How an outcome is coloured; `plain` where another version stored it. */
export const toneOf = (outcome: string): Tone =>
  Object.hasOwn(OUTCOME_WORDS, outcome) ? OUTCOME_WORDS[outcome as keyof typeof OUTCOME_WORDS].tone : 'plain';
