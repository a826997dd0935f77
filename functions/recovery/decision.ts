import type { Destination } from './destination.ts';
import type { HandOff } from './hand-off.ts';
import type { HandOffVerb, Outcome } from './outcome.ts';
import type { RecordingOptions, Route, Step, StepName, Wait } from './policy.ts';
import type { Prompt } from './prompt.ts';
import type { Confirm, TransferOptions } from './transfer-options.ts';

/** The instruction that the call gets. */
export type Action =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'hand-off';
      readonly verb: HandOffVerb;
      readonly handOff: HandOff & { readonly destination: Destination };
      readonly transfer: TransferOptions;
      /** The reason in its Diversion header, where it has one. */
      readonly diversionReason?: string;
    }
  | {
      readonly kind: 'record';
      /** The hand-off after which the message is left; attempt 0 where there was none. */
      readonly handOff: HandOff;
      readonly recording: RecordingOptions;
    }
  | {
      readonly kind: 'menu';
      /** The hand-off after which it is asked, with the menu; attempt 0 where there was none. */
      readonly handOff: HandOff;
      readonly prompt: Prompt;
      readonly seconds: number;
    }
  | {
      /** Speaks to a callee who has picked up, and connects them at the end where no key is asked for. */
      readonly kind: 'leg';
      readonly handOff: HandOff;
      readonly sendDigits?: string | undefined;
      readonly announce?: Prompt | undefined;
      readonly confirm?: Confirm | undefined;
    }
  | { readonly kind: 'connect' }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'hangup' };

/** Why a step of the policy did not apply. */
export type PassedOverReason =
  | 'no route'
  | 'no destination left'
  | 'closed'
  | 'destination unknown'
  | 'retries used up'
  | 'already a transfer'
  | 'REFER was accepted'
  | 'attempts used up'
  | 'menus used up'
  | 'call too old'
  | 'waited long enough';

/** A step of the policy that did not apply, and why. */
export interface PassedOver {
  readonly step: StepName;
  readonly reason: PassedOverReason;
}

/** The callee's key by a read of the store: it was pressed, it was not, or the read failed. */
export type Accepted = 'found' | 'absent' | 'unread';

/** The reaction to a callback, with the reasons for it. */
export interface Decision {
  readonly outcome: Outcome;
  /** The route that takes the call; absent where none does, or where none was looked for. */
  readonly route?: Route | undefined;
  /** The hand-off that ended, with route and destination resolved; attempt 0 before the first. */
  readonly ended: HandOff;
  /** Whether the callee took the hand-off that ended, where that was asked and looked up. */
  readonly accepted?: Accepted | undefined;
  /** The step taken; `begin` is the first hand-off of a call, `none` where nothing can be done. */
  readonly step: StepName | 'begin' | 'none';
  readonly prompt?: Prompt | undefined;
  readonly wait?: Wait | undefined;
  readonly action: Action;
  /** The steps of the outcome in their order; empty where none are asked for. */
  readonly steps: readonly Step[];
  /** Those before the step that was taken, which did not apply. */
  readonly passedOver: readonly PassedOver[];
}

/** The decision about an outcome after which nothing can be done: it is only recorded. */
export const settle = (outcome: Outcome, ended: HandOff, route?: Route): Decision => ({
  outcome,
  route,
  ended,
  step: 'none',
  action: { kind: 'nothing' },
  steps: [],
  passedOver: [],
});
