import { promptWithContext } from './context.ts';
import type { Decision } from './decision.ts';
import type { HandOff } from './hand-off.ts';
import type { CallFields, Policy } from './policy.ts';
import { resolve } from './resolve.ts';
import { findRoute } from './route.ts';
import { type Confirm, DEFAULT_CONFIRM, optionsFor, type TransferOptions } from './transfer-options.ts';

/** The leg of a callee who has picked up. */
interface AnsweredLeg {
  /** The fields of the call that is handed to them. */
  readonly call: CallFields;
  readonly handOff: HandOff;
}

/** Finds in the policy the route and the options of the hand-off that a leg belongs to. */
function found({ call, handOff }: AnsweredLeg, policy: Policy) {
  const route = findRoute(policy, handOff.route, call);
  const { handOff: ended } = resolve(handOff, route);
  return { route, ended, options: optionsFor(policy.transfer, route, ended.destination) };
}

/**
 * How a callee is asked. The URL tells whether: who was asked under one policy is asked under the next, which
 * may have another way or none, as an end without an answer is read as not accepted.
 */
const confirmOf = ({ confirm: id }: HandOff, { confirm }: TransferOptions): Confirm | undefined =>
  id === undefined ? undefined : confirm || DEFAULT_CONFIRM;

/** Decides what a callee hears who has picked up. */
export function answerLeg(leg: AnsweredLeg, policy: Policy): Decision {
  const { route, ended, options } = found(leg, policy);
  const { sendDigits } = options;
  const announce = options.announce && promptWithContext(options.announce, ended.context);
  const confirm = confirmOf(ended, options);
  return {
    outcome: 'leg-answered',
    route,
    ended,
    step: 'none',
    action: { kind: 'leg', handOff: ended, sendDigits, announce, confirm },
    steps: [],
    passedOver: [],
  };
}

/**
 * Decides what becomes of a callee who has pressed keys, or none: the right one alone connects. Whom no URL of ours
 * has asked is connected.
 */
export function takeKey(leg: AnsweredLeg & { readonly digits: string }, policy: Policy): Decision {
  const { route, ended, options } = found(leg, policy);
  const confirm = confirmOf(ended, options);
  const isTaken = !confirm || leg.digits === confirm.key;
  return {
    outcome: confirm ? (isTaken ? 'accepted' : 'leg-declined') : 'leg-answered',
    route,
    ended,
    step: 'none',
    action: { kind: isTaken ? 'connect' : 'hangup' },
    steps: [],
    passedOver: [],
  };
}
