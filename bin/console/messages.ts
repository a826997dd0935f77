/**
 * The JSON messages between the console's server and its page. Types only, which import
 * nothing of Node, so that the page can be checked with them.
 */
import type { Explanation, Refusal } from '../explain/explanation.ts';
import type { CallState, Station } from '../words/call-states.ts';
import type { OutcomeWords } from '../words/outcomes.ts';

/** One call, as a row of the list. */
export interface CallSummary {
  readonly callId: string;
  readonly from: string;
  readonly to: string;
  readonly route: string | undefined;
  readonly beganAtEpochMilliseconds: number;
  readonly state: CallState;
  readonly stations: readonly Station[];
  /** How each hand-off ended, or why there was none, oldest first. */
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
  /** The destination of a hand-off, or the event, with what is known of it. */
  readonly cause: { readonly title: string; readonly lines: readonly string[] };
  /** The decision; absent where the call was not ours to steer. */
  readonly decision: string | undefined;
  /** The words that the caller hears before the next moment. */
  readonly heard: readonly string[];
  /** The answer of this server's policy to the event, and the reasons. */
  readonly explanation: Explanation | Refusal;
  /** The event and the URL that it came to, to begin a what-if from. */
  readonly whatIf: WhatIfQuestion | undefined;
  /** A command that sends the event to this server again. */
  readonly curl: string | undefined;
  readonly message: LeftMessage | undefined;
  /** Another policy decided than explains it here. */
  readonly isOfOtherPolicy: boolean;
  readonly item: Readonly<Record<string, unknown>>;
}

/** A message that was left. */
export interface LeftMessage {
  readonly words: string;
  readonly from: string;
  /** Where Bandwidth has it; absent where the stored address is no https one of Bandwidth's. */
  readonly url: string | undefined;
  /** A command that fetches it. */
  readonly command: string | undefined;
}

/** A whole call. */
export interface CallStory {
  readonly summary: CallSummary;
  readonly moments: readonly CallMoment[];
}

/** An event and where it is sent: `refer-complete?attempt=2&destination=…`, as our answers write it. */
export interface WhatIfQuestion {
  readonly event: Readonly<Record<string, unknown>>;
  readonly url: string;
  /** The callee's key by the store, where the end of a hand-off depends on it. */
  readonly accepted?: 'found' | 'absent' | 'unread' | undefined;
}

/** An event to begin a what-if from. */
export interface WhatIfExample extends WhatIfQuestion {
  readonly name: string;
}

/** The words and tones of states and outcomes, in the order in which they are counted. */
export interface Words {
  readonly states: Readonly<Record<CallState, OutcomeWords>>;
  readonly outcomes: Readonly<Record<string, OutcomeWords>>;
}

/** The choices for playing a call: routes of the policy, and ends of its hand-offs. */
export interface PlayChoices {
  readonly routes: readonly string[];
  readonly outcomes: readonly string[];
}

/** The call that is played. */
export interface PlayStarted {
  readonly callId: string;
  /** How the time was read at which it begins, in a sentence; absent for a call of now. */
  readonly reading: string | undefined;
}

/** A policy file, with the mistakes that keep the newest text of it from being used. */
export interface PolicyNews {
  readonly file: string;
  readonly mistake: string | undefined;
}

/** The policy in use. */
export interface PolicyView extends PolicyNews {
  /** As items name it. */
  readonly hash: string;
  readonly warnings: readonly string[];
  readonly limits: string;
  /** How many routes are not shown. */
  readonly routesLeft: number;
  /** In order; the last stands for the calls that no route takes. */
  readonly routes: readonly {
    readonly name: string;
    readonly takes: string;
    readonly destinations: readonly {
      readonly words: string;
      readonly hours: string;
      readonly isOpen: boolean;
    }[];
    readonly steps: readonly {
      readonly outcomes: readonly string[];
      readonly words: string;
      readonly writer: string;
    }[];
  }[];
}

/** What was read of a table. */
export interface ReadUnits {
  readonly requests: number;
  /** As DynamoDB counts them (`ConsumedCapacity`). */
  readonly readUnits: number;
}

/** The messages of the event stream, by the name of the event. */
export interface StreamMessages {
  /** First of all. */
  readonly hello: {
    /** How many calls a page keeps. */
    readonly mostCalls: number;
    /** The table, for people; absent where it is that of a server on this machine, which also plays calls. */
    readonly deployed: string | undefined;
  };
  /** Calls that are new or changed. */
  readonly calls: readonly CallSummary[];
  /** A call that is played: one moment of it, as text, and the words that the caller hears. */
  readonly played: {
    readonly callId: string;
    readonly text: string;
    readonly heard: string | undefined;
    readonly isOver: boolean;
  };
  /** Whether the table can be read. */
  readonly table: {
    readonly trouble: string | undefined;
    /** When it was last looked at for calls; absent before that, and where calls are told by their callbacks. */
    readonly look?:
      | (ReadUnits & { readonly atEpochMilliseconds: number; readonly isCut: boolean })
      | undefined;
  };
  readonly policy: PolicyNews;
}
