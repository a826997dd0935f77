import type { OutcomeWords } from './outcomes.ts';

/** The verdicts on a whole call, in the order in which a page counts them; `bin/story/call-state.ts` finds them. */
export const CALL_STATE_WORDS = {
  ongoing: { tone: 'open', means: 'somebody is being tried, or a message is being left' },
  connected: { tone: 'good', means: 'the first hand-off connected the caller' },
  recovered: { tone: 'saved', means: 'a later hand-off connected the caller' },
  message: { tone: 'open', means: 'nobody was reached, and the caller left a message' },
  closed: { tone: 'plain', means: 'no destination of the route was open, and no message was left' },
  abandoned: { tone: 'plain', means: 'the caller hung up before anybody was reached' },
  lost: { tone: 'bad', means: 'nobody was reached, and no message was left' },
  unknown: { tone: 'plain', means: 'what became of the call is not told to us' },
} as const satisfies Readonly<Record<string, OutcomeWords>>;

/** A key of {@link CALL_STATE_WORDS}. */
export type CallState = keyof typeof CALL_STATE_WORDS;

/** One station of a call: `anna busy`. */
export interface Station {
  readonly words: string;
  readonly outcome: string;
  /** The destination as it is stored; absent where the station is none. */
  readonly destination: string | undefined;
}
