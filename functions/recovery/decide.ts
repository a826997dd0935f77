import { canBeReferred, type Destination, formatDestination } from './destination.ts';
import type { HandOff } from './hand-off.ts';
import type { HandOffVerb, Outcome } from './outcome.ts';
import type { CallFields, Policy, Prompt, Route, Step, StepName, TransferOptions, Wait } from './policy.ts';
import { findRoute } from './route.ts';

/** What we know of a hand-off that ended: read from the event and from its URL. */
export interface EndedHandOff {
  readonly verb: HandOffVerb;
  readonly outcome: Outcome;
  readonly call: CallFields;
  /** Seconds from the start of the call to the event, where both are told. */
  readonly callAgeSeconds?: number | undefined;
  readonly handOff: HandOff;
}

/** What the call is told to do. */
export type Action =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'hand-off';
      readonly verb: HandOffVerb;
      readonly handOff: HandOff & { readonly destination: Destination };
      readonly transfer: TransferOptions;
    }
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'hangup' };

/** Why a step of the policy did not apply. */
export type PassedOverReason =
  | 'no route'
  | 'no destination left'
  | 'destination unknown'
  | 'retries used up'
  | 'already a transfer'
  | 'attempts used up'
  | 'call too old';

/** What is done about an ended hand-off, and why. */
export interface Decision {
  readonly outcome: Outcome;
  /** The hand-off that ended, with route and destination resolved. */
  readonly ended: HandOff;
  /** The step taken; `none` after `connected`, when the call is no longer ours. */
  readonly step: StepName | 'none';
  readonly prompt?: Prompt | undefined;
  readonly wait?: Wait | undefined;
  readonly action: Action;
  readonly passedOver: readonly { readonly step: StepName; readonly reason: PassedOverReason }[];
}

interface Situation extends EndedHandOff {
  readonly policy: Policy;
  readonly route: Route | undefined;
}

/** The destination after the one that was tried, in the order of the route; its first, if that is not of the route. */
function nextDestination({ destinations }: Route, triedDestination: Destination | undefined) {
  const tried = triedDestination && formatDestination(triedDestination);
  return destinations[destinations.findIndex((each) => formatDestination(each) === tried) + 1];
}

/** Begins another hand-off, if the limits of the policy leave one. */
function handOffTo(
  { policy, route, handOff, callAgeSeconds = 0 }: Situation,
  verb: HandOffVerb,
  destination: Destination,
  retries: number,
): Action | PassedOverReason {
  if (handOff.attempt >= policy.limits.attempts) return 'attempts used up';
  if (callAgeSeconds >= policy.limits.callSeconds) return 'call too old';
  return {
    kind: 'hand-off',
    verb: canBeReferred(destination) ? verb : 'transfer',
    handOff: { route: route?.name, destination, attempt: handOff.attempt + 1, retries },
    transfer: { ...policy.transfer, ...route?.transfer },
  };
}

/** The action of a step, or why it does not apply. */
function tryStep(step: Step, situation: Situation): Action | PassedOverReason {
  const { verb, outcome, handOff, route } = situation;
  switch (step.step) {
    case 'next': {
      if (!route) return 'no route';
      const destination = nextDestination(route, handOff.destination);
      if (!destination) return 'no destination left';
      // An endpoint that refused one REFER refuses the next as well (facts: 405, 501, 603).
      return handOffTo(situation, outcome === 'refused' ? 'transfer' : verb, destination, 0);
    }
    case 'retry':
      if (!handOff.destination) return 'destination unknown';
      if (handOff.retries >= step.times) return 'retries used up';
      return handOffTo(situation, verb, handOff.destination, handOff.retries + 1);
    case 'bridge':
      if (verb === 'transfer') return 'already a transfer';
      if (!handOff.destination) return 'destination unknown';
      return handOffTo(situation, 'transfer', handOff.destination, 0);
    case 'redirect':
      return { kind: 'redirect', url: step.url };
    case 'goodbye':
    case 'hangup':
      return { kind: 'hangup' };
  }
}

/**
 * Decides what a call does after a hand-off: the first step of its outcome that
 * applies. Pure and total: the same hand-off and policy always give the same
 * decision, and every chain of decisions ends, as each hand-off uses up an attempt.
 */
export function decide(ended: EndedHandOff, policy: Policy): Decision {
  const { outcome, call } = ended;
  const route = findRoute(policy, ended.handOff.route, call);
  const destination = ended.handOff.destination ?? route?.destinations[0];
  const handOff: HandOff = { ...ended.handOff, route: route?.name, destination };
  const situation: Situation = { ...ended, handOff, policy, route };
  const passedOver: { step: StepName; reason: PassedOverReason }[] = [];

  if (outcome === 'connected') {
    return { outcome, ended: handOff, step: 'none', action: { kind: 'nothing' }, passedOver };
  }
  for (const step of route?.outcomes[outcome] ?? policy.outcomes[outcome]) {
    const action = tryStep(step, situation);
    if (typeof action === 'string') {
      passedOver.push({ step: step.step, reason: action });
      continue;
    }
    const prompt = step.prompt ?? route?.prompts[step.step] ?? policy.prompts[step.step];
    return { outcome, ended: handOff, step: step.step, prompt, wait: step.wait, action, passedOver };
  }
  return {
    outcome,
    ended: handOff,
    step: 'goodbye',
    prompt: route?.prompts.goodbye ?? policy.prompts.goodbye,
    action: { kind: 'hangup' },
    passedOver,
  };
}
