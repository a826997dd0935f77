import { randomUUID } from 'node:crypto';
import type { Outcome } from '../../functions/recovery/outcome.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { counted } from '../print/printable.ts';
import { ACCOUNT, type Call, callIdentifier } from '../simulator/call.ts';
import type { PlayCallOptions } from '../simulator/live-call.ts';
import { only, type Timeline } from '../simulator/timeline.ts';
import { callerOf } from './caller.ts';
import { happening, readOutcomes } from './outcomes.ts';

/** A call as it is asked for. */
export interface AskedCall {
  readonly route?: string | undefined;
  readonly outcomes: readonly string[];
}

/** A call that is ready to be played, and what is to be said about it afterwards. */
export interface OneCall extends Pick<PlayCallOptions, 'call' | 'startMillis'> {
  /** The outcome that a hand-off has, by its number from 1. */
  outcomeOf(number: number): Outcome | undefined;
  /** Notes what was asked for and did not happen, or happened unasked. */
  notes(timeline: Timeline): string[];
}

/** A call of ten hand-offs of half a minute each, their prompts and a talk. */
const LONGEST_MILLIS = 15 * 60_000;

/**
 * One call of a policy, with an id of its own, whose hand-offs have these outcomes in order; further ones
 * have the last. Of phones that ring at once the first answers where one does.
 * @throws {UsageError} for an unknown outcome or route
 */
export function oneCall(policy: Policy, { route, outcomes: names }: AskedCall): OneCall {
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
  const leaves = outcomes.indexOf('abandoned') + 1;
  const call: Call = {
    ...ACCOUNT,
    ...callerOf(policy, route),
    callId: callIdentifier(randomUUID()),
    behave,
    hangsUp: leaves > 0 ? { during: 'hand-off', number: leaves } : undefined,
    statusUrl: '{callbacks}/disconnect',
  };
  return {
    call,
    startMillis: Date.now() - LONGEST_MILLIS,
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
        ...(more > 0
          ? [`Not named: ${counted(more, 'hand-off')} more, which had the last outcome, ${outcomes.at(-1)}.`]
          : []),
      ];
    },
  };
}
