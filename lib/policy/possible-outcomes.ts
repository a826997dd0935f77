import { canBeReferred, type Destination } from '../../functions/recovery/destination.ts';
import { ALWAYS } from '../../functions/recovery/hours.ts';
import { hoursOf } from '../../functions/recovery/opening.ts';
import type { HandOffVerb, RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import {
  MATCH_FIELDS,
  type PlainStep,
  type Policy,
  type Route,
  type Step,
} from '../../functions/recovery/policy.ts';
import { needsTransfer, optionsFor } from '../../functions/recovery/transfer-options.ts';
import { RECOVERABLE_OUTCOMES } from './steps.ts';

const BY_BOTH: readonly RecoverableOutcome[] = ['busy', 'no-answer', 'declined', 'failed'];

/** The outcomes that a hand-off by each verb can have; besides, `not-accepted` where a callee is asked. */
export const POSSIBLE_OUTCOMES: Readonly<Record<HandOffVerb, readonly RecoverableOutcome[]>> = {
  refer: [...BY_BOTH, 'unreachable', 'unavailable', 'refused', 'unconfirmed'],
  transfer: [...BY_BOTH, 'completed', 'throttled', 'misconfigured', 'cancelled'],
};

/** Tells whether one of some patterns, or their absence, lets a SIP URI through. */
export const mayBeSip = (patterns: readonly string[] | undefined): boolean =>
  patterns?.some((pattern) => {
    const [start = '', end = ''] = pattern.split('*');
    return (
      start.startsWith('sip:') || (pattern.includes('*') && 'sip:'.startsWith(start) && !/^\d+$/.test(end))
    );
  }) ?? true;

/** Tells whether a route leaves no call to later ones. */
export const takesEveryCall = ({ match }: Route): boolean => MATCH_FIELDS.every((field) => !match[field]);

/** Tells whether there are times at which no destination of a route is open. */
export const mayBeClosed = (route: Route): boolean =>
  route.destinations.every((destination) => hoursOf(route, destination) !== ALWAYS);

/** Tells whether a call of a route can begin by `<Refer>`: where a destination is closed, with the next. */
function mayBeReferred({ transfer }: Policy, route: Route): boolean {
  const always = route.destinations.findIndex((each) => hoursOf(route, each) === ALWAYS);
  const first = always < 0 ? route.destinations : route.destinations.slice(0, always + 1);
  const isReferred = (each: Destination): boolean =>
    canBeReferred(each) && !needsTransfer(optionsFor(transfer, route, each));
  return mayBeSip(route.match.to) && first.some(isReferred);
}

/** The steps after an outcome. */
export const stepsAfter = (
  policy: Policy,
  route: Route | undefined,
  outcome: RecoverableOutcome,
): readonly Step[] => route?.outcomes[outcome] ?? policy.outcomes[outcome];

/** Some steps, and in place of a menu those that it leads to. */
export const withoutMenus = (steps: readonly Step[]): readonly PlainStep[] =>
  steps.flatMap((step) => (step.step === 'menu' ? [...Object.values(step.keys), step.otherwise] : step));

/** Tells whether one of some steps, or a key of a menu among them, asks for a message. */
export const asksForMessage = (steps: readonly Step[]): boolean =>
  withoutMenus(steps).some(({ step }) => step === 'voicemail');

/**
 * The outcomes that the calls of a route can have, by what the policy itself hands off.
 * @param route `undefined` for the calls that no route takes
 */
export function possibleOutcomes(policy: Policy, route: Route | undefined): RecoverableOutcome[] {
  const asks = route?.destinations.some((each) => optionsFor(policy.transfer, route, each).confirm);
  const outcomes: RecoverableOutcome[] = [
    ...(!route || mayBeReferred(policy, route) ? POSSIBLE_OUTCOMES.refer : []),
    ...POSSIBLE_OUTCOMES.transfer,
    ...(asks ? (['not-accepted'] as const) : []),
    ...(!route ? (['unrouted'] as const) : mayBeClosed(route) ? (['closed'] as const) : []),
  ];
  const isRecorded = outcomes.some((each) => asksForMessage(stepsAfter(policy, route, each)));
  if (isRecorded) outcomes.push('recorded');
  return RECOVERABLE_OUTCOMES.filter((each) => outcomes.includes(each));
}
