import { type Decision, type PassedOver, settle } from './decision.ts';
import { isDestinationOpen } from './destination-options.ts';
import type { HandOff } from './hand-off.ts';
import { type HandOffVerb, isSettled, type Outcome } from './outcome.ts';
import type { CallFields, Policy, PromptName, Route, TransferOptions } from './policy.ts';
import { positionOf } from './position.ts';
import { findRoute } from './route.ts';
import { handOffTo, type Situation, tryStep } from './step.ts';

/** What we know of a hand-off that ended: read from the event and from its URL. */
export interface EndedHandOff {
  readonly verb: HandOffVerb;
  readonly outcome: Outcome;
  readonly call: CallFields;
  /** When the event happened; without it every destination is open. */
  readonly eventTime?: string | undefined;
  /** Seconds from the start of the call to the event, where both are told. */
  readonly callAgeSeconds?: number | undefined;
  /** Whether the caller's endpoint accepted the REFER; of a `<Refer>` only. */
  readonly referAccepted?: boolean | undefined;
  /** How a `<Transfer>` was written, as its event tells. */
  readonly transfer?: TransferOptions | undefined;
  readonly handOff: HandOff;
}

/**
 * The hand-off with its destination as the route has it. Where nothing was said of the
 * destination, it was the first of the route; where that cannot be read, it is unknown.
 */
function resolve(handOff: HandOff, route: Route | undefined): HandOff {
  const { destination, unreadableDestination } = handOff;
  // No URL of ours says that a hand-off which ended was none: that would be one attempt more.
  const resolved = { ...handOff, attempt: Math.max(handOff.attempt, 1), route: route?.name };
  if (!route || unreadableDestination !== undefined) return resolved;
  return {
    ...resolved,
    destination: destination
      ? (route.destinations[positionOf(route, destination)] ?? destination)
      : route.destinations[0],
  };
}

/** What is heard in place of another prompt: who left a message, or called when all are closed, met no failure. */
const PROMPTS_BY_OUTCOME: Partial<Record<Outcome, Partial<Record<PromptName, PromptName>>>> = {
  recorded: { goodbye: 'recorded' },
  closed: { goodbye: 'closed' },
};

/** Takes the first step of the outcome that applies; should none, the caller still hears goodbye. */
function takeStep(situation: Situation): Decision {
  const { policy, route, outcome, handOff: ended } = situation;
  const passedOver: PassedOver[] = [];
  for (const step of route?.outcomes[outcome] ?? policy.outcomes[outcome]) {
    const action = tryStep(step, situation);
    if (typeof action !== 'string') {
      const name = PROMPTS_BY_OUTCOME[outcome]?.[step.step] ?? step.step;
      const prompt = step.prompt ?? route?.prompts[name] ?? policy.prompts[name];
      return { outcome, ended, step: step.step, prompt, wait: step.wait, action, passedOver };
    }
    passedOver.push({ step: step.step, reason: action });
  }
  const name = PROMPTS_BY_OUTCOME[outcome]?.goodbye ?? 'goodbye';
  const prompt = route?.prompts[name] ?? policy.prompts[name];
  return { outcome, ended, step: 'goodbye', prompt, action: { kind: 'hangup' }, passedOver };
}

/**
 * Decides what a call does after a hand-off: the first step of its outcome that
 * applies. Pure and total: the same hand-off and policy always give the same
 * decision, and every chain of decisions ends, as each hand-off uses up an attempt.
 */
export function decide({ handOff, outcome, ...ended }: EndedHandOff, policy: Policy): Decision {
  const route = findRoute(policy, handOff.route, ended.call);
  const resolved = resolve(handOff, route);
  if (isSettled(outcome)) return settle(outcome, resolved);
  return takeStep({ ...ended, outcome, handOff: resolved, policy, route });
}

/** A message that was left: its caller is still there. */
export interface EndedRecording {
  readonly call: CallFields;
  /** The hand-off after which it was left; attempt 0 where there was none. */
  readonly handOff: HandOff;
}

/** Decides what a call does after its caller has left a message. */
export function afterRecording({ call, handOff }: EndedRecording, policy: Policy): Decision {
  const route = findRoute(policy, handOff.route, call);
  const ended = { ...handOff, route: route?.name };
  return takeStep({ policy, route, outcome: 'recorded', verb: 'transfer', handOff: ended });
}

/** A call that nobody has handed to anybody yet. */
export interface NewCall {
  /** `refer` where the caller's endpoint can be asked to. */
  readonly verb: HandOffVerb;
  readonly call: CallFields;
  /** When the call came; without it every destination is open. */
  readonly eventTime?: string | undefined;
}

/** Begins a call: its first hand-off goes to the first destination of its route that is open. */
export function begin({ verb, call, eventTime }: NewCall, policy: Policy): Decision {
  const route = findRoute(policy, undefined, call);
  const handOff: HandOff = { route: route?.name, attempt: 0, retries: 0 };
  if (!route) return takeStep({ policy, route, outcome: 'unrouted', verb, handOff });
  const first = route.destinations.find((each) => isDestinationOpen({ policy, route, eventTime }, each));
  if (!first) return takeStep({ policy, route, outcome: 'closed', verb, handOff, eventTime });
  return {
    outcome: 'begun',
    ended: handOff,
    step: 'begin',
    prompt: route.prompts.begin ?? policy.prompts.begin,
    action: handOffTo({ policy, route, handOff }, verb, first, 0),
    passedOver: [],
  };
}
