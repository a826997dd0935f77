import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { counted } from '../print/printable.ts';
import { ACCOUNT, type Call, callIdentifier } from '../simulator/call.ts';
import type { PlayCallOptions } from '../simulator/live-call.ts';
import { only, type Timeline } from '../simulator/timeline.ts';
import { type Beginning, beginningOf } from './begins.ts';
import { type AskedFields, callerOf } from './caller.ts';
import { happening, readOutcomes } from './outcomes.ts';
import { readPresses } from './presses.ts';
import { whyNot } from './why-not.ts';

/** A call as it is asked for. */
export interface AskedCall extends AskedFields {
  readonly route?: string | undefined;
  readonly outcomes: readonly string[];
  /** When it begins; now, where it is absent. */
  readonly at?: string | undefined;
  /** What the first URL says of the call. */
  readonly context?: string | undefined;
  /** What the caller does in menus, as {@link readPresses} reads it; the first key that is named, where absent. */
  readonly press?: string | undefined;
}

/** A call that is ready to be played, and what is to be said about it afterwards. */
export interface OneCall extends Pick<PlayCallOptions, 'call'>, Beginning {
  /** The outcome that a hand-off has, by its number from 1. */
  outcomeOf(number: number): Outcome | undefined;
  /** Notes what was asked for and did not happen, or happened unasked. */
  notes(timeline: Timeline): string[];
}

/**
 * One call of a policy, with an id of its own, whose hand-offs have these outcomes in order; further ones
 * have the last. Of phones that ring at once the first answers where one does.
 * @throws {UsageError} for an unknown outcome or route, a party that no call can have, no context, or a time that is not understood
 */
export function oneCall(
  policy: Policy,
  { route: name, outcomes: names, at, from, to, tag, context, press }: AskedCall,
): OneCall {
  const outcomes = readOutcomes(names);
  const had = new Map<number, Outcome>();
  const replaced = new Map<number, string>();
  const behave: Call['behave'] = (_destination, _time, attempt) => {
    const { by, number, leg } = attempt;
    const asked = outcomes[Math.min(number, outcomes.length) - 1] ?? 'connected';
    const { outcome, behaviour } = happening(asked, attempt);
    had.set(number, outcome);
    if (outcome !== asked)
      replaced.set(number, `Hand-off ${number}: a ${by} cannot be ${asked}, it is ${outcome} instead.`);
    return behaviour.cause === 'hangup' && leg > 0 ? happening('no-answer', attempt).behaviour : behaviour;
  };
  const { route, caller } = callerOf(policy, name, { from, to, tag }, context);
  const leaves = outcomes.indexOf('abandoned') + 1;
  const call: Call = {
    ...ACCOUNT,
    ...caller,
    callId: callIdentifier(randomUUID()),
    behave,
    hangsUp: leaves > 0 ? { during: 'hand-off', number: leaves } : undefined,
    presses: readPresses(press),
    statusUrl: '{callbacks}/disconnect',
  };
  return {
    call,
    ...beginningOf(policy, route, at),
    outcomeOf: (number) => had.get(number),
    notes(timeline) {
      const made = only(timeline, 'hand-off').length;
      const left = outcomes.slice(made);
      const more = made - outcomes.length;
      return [
        ...replaced.values(),
        ...(left.length > 0
          ? [`Not needed: ${left.join(', ')}. The call had ${counted(made, 'hand-off')}.`]
          : []),
        ...whyNot(timeline, policy, left.length > 0),
        ...(more > 0
          ? [`Not named: ${counted(more, 'hand-off')} more, which had the last outcome, ${outcomes.at(-1)}.`]
          : []),
      ];
    },
  };
}
