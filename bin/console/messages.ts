/**
 * What the console's server and its page tell each other, as JSON. Types only, which import
 * nothing of Node, so that the page can be checked with them.
 */
import type { Explanation, Refusal } from '../explain/explanation.ts';

/**
 * The verdict on a call: `recovered` is connected by a later hand-off than the first, `message left` and `lost` were
 * never connected, and of an `unknown` one the rest is not ours to know.
 */
export type CallState =
  | 'in progress'
  | 'connected at once'
  | 'recovered'
  | 'message left'
  | 'lost'
  | 'unknown';

/** One call, as a row of the list. */
export interface CallSummary {
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly route: string | undefined;
  readonly arrivedAtEpochMilliseconds: number;
  readonly state: CallState;
  /** What became of each hand-off, or why there was none, oldest first. */
  readonly outcomes: readonly string[];
  /** How it ended, in a sentence. */
  readonly ending: string;
  /** Whether its first hand-off failed with the caller still there: only then is there something to recover. */
  readonly hasFailedFirst: boolean;
}

/** One event of a call, told as cause, decision and what was heard. */
export interface CallMoment {
  readonly eventKey: string;
  readonly eventTimeEpochMilliseconds: number;
  readonly eventType: string;
  readonly outcome: string;
  /** The call did not begin or end here, but something came of a hand-off. */
  readonly isResult: boolean;
  /** What happened: the destination of a hand-off or the event, and what is known of it. */
  readonly cause: { readonly title: string; readonly lines: readonly string[] };
  /** What was decided; absent where the call was not ours to steer. */
  readonly decision: string | undefined;
  /** What the caller hears before the next thing happens. */
  readonly heard: readonly string[];
  /** What the policy of this server answers to the event, and why. */
  readonly explanation: Explanation | Refusal;
  /** The event and the URL that it came to, to begin a what-if from. */
  readonly whatIf: WhatIfQuestion | undefined;
  /** A command that sends the event to this server again. */
  readonly curl: string | undefined;
  readonly item: Readonly<Record<string, unknown>>;
}

/** A whole call. */
export interface CallStory {
  readonly callId: string;
  readonly ending: string;
  readonly moments: readonly CallMoment[];
}

/** An event and where it is sent: `refer-complete?attempt=2&destination=…`, as our answers write it. */
export interface WhatIfQuestion {
  readonly event: Readonly<Record<string, unknown>>;
  readonly url: string;
  /** What the store told of the callee's key, where the end of a hand-off depends on that. */
  readonly accepted?: 'found' | 'absent' | 'unread' | undefined;
}

/** An event to begin a what-if from. */
export interface WhatIfExample extends WhatIfQuestion {
  readonly name: string;
}

/** What a call can be played with: routes of the policy, and what may happen to its hand-offs. */
export interface PlayChoices {
  readonly routes: readonly string[];
  readonly outcomes: readonly string[];
}

/** The call that is played. */
export interface PlayStarted {
  readonly callId: string;
}

/** What the event stream carries, by the name of the event. */
export interface StreamMessages {
  /** First of all: how many calls a page keeps. */
  readonly hello: { readonly mostCalls: number };
  /** Calls that are new or changed. */
  readonly calls: readonly CallSummary[];
  /** A call that is played: one moment of it, as text. */
  readonly played: { readonly callId: string; readonly text: string; readonly isOver: boolean };
  /** Whether the table can be read. */
  readonly table: { readonly trouble: string | undefined };
}
