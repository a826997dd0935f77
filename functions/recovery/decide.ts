import { type Accepted, type Decision, type PassedOver, settle } from './decision.ts';
import type { HandOff } from './hand-off.ts';
import { readMenu } from './menu.ts';
import { isDestinationOpen } from './opening.ts';
import { type HandOffVerb, isSettled, type Outcome } from './outcome.ts';
import type { CallFields, PlainStep, Policy, PromptName, Step } from './policy.ts';
import { resolve } from './resolve.ts';
import { findRoute } from './route.ts';
import { handOffTo, type Situation, tryStep } from './step.ts';
import type { TransferOptions } from './transfer-options.ts';

/** A hand-off that ended, as read from the event and from its URL. */
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
  /** Whether the callee took it, where that was asked and looked up. */
  readonly accepted?: Accepted | undefined;
  readonly handOff: HandOff;
}

/** The prompt of a step that has none of its own. Who left a message, or called when all are closed, met no failure. */
export const promptName = (step: PlainStep['step'], outcome: Outcome): PromptName =>
  step === 'goodbye' && (outcome === 'recorded' || outcome === 'closed') ? outcome : step;

const GOODBYE: Step = { step: 'goodbye' };

/** The steps of an outcome. */
const stepsOf = ({ policy, route, outcome }: Situation): readonly Step[] =>
  route?.outcomes[outcome] ?? policy.outcomes[outcome];

/** Takes the first of some steps that applies; should none, the caller still hears goodbye. */
function takeStep(situation: Situation, steps = stepsOf(situation)): Decision {
  const { policy, outcome, route, handOff: ended } = situation;
  const passedOver: PassedOver[] = [];
  // Where a menu cannot be asked once more, it is as if no key were pressed.
  const order = steps.flatMap((each) => (each.step === 'menu' ? [each, each.otherwise] : each));
  for (let index = 0; ; index += 1) {
    const step = order[index] ?? GOODBYE;
    const action = tryStep(step, situation);
    if (typeof action === 'string') {
      passedOver.push({ step: step.step, reason: action });
      continue;
    }
    const decision = { outcome, route, ended, steps, passedOver, step: step.step, action };
    // A menu asks its prompt itself.
    if (step.step === 'menu') return decision;
    const name = promptName(step.step, outcome);
    const prompt = step.prompt ?? route?.prompts[name] ?? policy.prompts[name];
    return { ...decision, prompt, wait: step.wait };
  }
}

/**
 * Decides what a call does after a hand-off: the first step of its outcome that
 * applies. Pure and total: the same hand-off and policy always give the same
 * decision, and every chain of decisions ends, as each hand-off uses up an attempt.
 */
export function decide({ handOff, outcome, accepted, ...ended }: EndedHandOff, policy: Policy): Decision {
  const route = findRoute(policy, handOff.route, ended.call);
  const resolved = resolve(handOff, route);
  if (isSettled(outcome)) return settle(outcome, resolved.handOff, route);
  const decision = takeStep({ ...ended, ...resolved, outcome, policy, route });
  return accepted === undefined ? decision : { ...decision, accepted };
}

/** A caller who was asked to choose. */
interface AskedCaller extends Pick<EndedHandOff, 'call' | 'eventTime' | 'callAgeSeconds'> {
  /** The hand-off after which that was, with the menu. */
  readonly handOff: HandOff;
  /** The keys that were pressed; empty where none was in time. */
  readonly digits: string;
}

/**
 * Decides what a call does after a menu: the step of the key, else what the menu has for other keys. Where the policy
 * has it no longer, the steps of its outcome are taken.
 */
export function afterMenu({ call, handOff, digits, ...event }: AskedCaller, policy: Policy): Decision {
  const route = findRoute(policy, handOff.route, call);
  const situation = { ...event, ...readMenu(handOff.menu), ...resolve(handOff, route), policy, route };
  const steps = stepsOf(situation);
  const menu = steps.find((each) => each.step === 'menu');
  const key = menu && Object.hasOwn(menu.keys, digits) && menu.keys[digits];
  return {
    ...takeStep(situation, menu ? [...(key ? [key] : []), menu.otherwise] : steps),
    outcome: 'chosen',
  };
}

/** A message that was left: its caller is still there. */
interface EndedRecording {
  readonly call: CallFields;
  /** The hand-off after which it was left; attempt 0 where there was none. */
  readonly handOff: HandOff;
  /** Whether there is anything to listen to. */
  readonly isMessage: boolean;
}

/**
 * Decides what a call does after its caller has left a message. Who left none goes the same way, but is not thanked:
 * goodbye is said in place of whatever was to be said.
 */
export function afterRecording({ call, handOff, isMessage }: EndedRecording, policy: Policy): Decision {
  const route = findRoute(policy, handOff.route, call);
  const ended = { ...handOff, route: route?.name };
  const decision = takeStep({
    policy,
    route,
    outcome: 'recorded',
    verb: 'transfer',
    handOff: ended,
    position: -1,
  });
  if (isMessage) return decision;
  const isEnd = decision.prompt !== undefined && decision.action.kind === 'hangup';
  const prompt = isEnd ? (route?.prompts.goodbye ?? policy.prompts.goodbye) : undefined;
  return { ...decision, outcome: 'no-message', prompt };
}

/** A call that nobody has handed to anybody yet. */
interface NewCall {
  /** `refer` where the caller's endpoint can be asked to. */
  readonly verb: HandOffVerb;
  readonly call: CallFields;
  /** When the call came; without it every destination is open. */
  readonly eventTime?: string | undefined;
  /** The context in its URL. */
  readonly context?: string | undefined;
}

/** Begins a call: its first hand-off goes to the first destination of its route that is open. */
export function begin({ verb, call, eventTime, context }: NewCall, policy: Policy): Decision {
  const route = findRoute(policy, undefined, call);
  const handOff: HandOff = { route: route?.name, attempt: 0, retries: 0, context };
  const unbegun = { policy, route, verb, handOff, position: -1, eventTime };
  if (!route) return takeStep({ ...unbegun, outcome: 'unrouted' });
  const first = route.destinations.find((each) => isDestinationOpen({ policy, route, eventTime }, each));
  if (!first) return takeStep({ ...unbegun, outcome: 'closed' });
  const ledTo = first === route.destinations[0] ? 'begun' : 'closed';
  return {
    outcome: 'begun',
    route,
    ended: handOff,
    step: 'begin',
    prompt: route.prompts.begin ?? policy.prompts.begin,
    action: handOffTo({ policy, route, handOff, eventTime, outcome: ledTo }, verb, first, 0),
    steps: [],
    passedOver: [],
  };
}
