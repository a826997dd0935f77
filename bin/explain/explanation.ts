/**
 * How a callback is explained wherever that is shown: in a terminal, as a what-if, beside an event of a call.
 * Types only, which import nothing of Node, so that the console's page can be checked with them.
 */
import type { CallbackName } from '../../functions/callbacks.ts';

/** A step of the policy, and what became of it; `not reached` stands after the step that was taken. */
export interface ConsideredStep {
  readonly step: string;
  readonly verdict: 'passed over' | 'taken' | 'not reached';
  readonly reason?: string | undefined;
}

/** Everything that decides about one callback, in words. */
export interface Explanation {
  readonly callback: CallbackName;
  readonly outcome: string;
  /** The outcome in words. */
  readonly meaning: string;
  readonly codes: readonly string[];
  /** A line for each route that was looked at; empty where the callback does not choose one. */
  readonly routes: readonly string[];
  /** Which destinations of the route are open, where it has hours. */
  readonly hours: readonly string[];
  /** The hand-off that ended; absent where the callback does not choose a route. */
  readonly handOff: string | undefined;
  /** A line for each part of the URL that is not understood. */
  readonly ignored: readonly string[];
  readonly steps: readonly ConsideredStep[];
  /** Whose list the steps are; absent where none were considered. */
  readonly stepsWrittenBy: string | undefined;
  readonly decision: string;
  /** The answer, indented; absent where Bandwidth drops it. */
  readonly bxml: string | undefined;
}

/** Why a callback is not handled as one, as its function would report and answer it. */
export interface Refusal {
  /** Absent where the event is not known to be of one. */
  readonly callback?: CallbackName | undefined;
  readonly message: string;
  /** A line for each issue: its path, and what is wrong there. */
  readonly issues: readonly string[];
  readonly status: number;
  /** The answer: BXML, indented, where its first character is `<`. */
  readonly body: string;
}
