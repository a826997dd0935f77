import type { Action, PassedOverReason } from './decision.ts';
import { canBeReferred, type Destination, formatDestination } from './destination.ts';
import type { HandOff } from './hand-off.ts';
import type { HandOffVerb, RecoverableOutcome } from './outcome.ts';
import type { Policy, Route, Step } from './policy.ts';

/** Everything that a step depends on. */
export interface Situation {
  readonly policy: Policy;
  readonly route: Route | undefined;
  readonly outcome: RecoverableOutcome;
  readonly verb: HandOffVerb;
  readonly handOff: HandOff;
  /** Seconds since the start of the call, where the event tells. */
  readonly callAgeSeconds?: number | undefined;
}

/** Hands the call to a destination, by `<Refer>` only where that is what is asked for and can be. */
export const handOffTo = (
  { policy, route, handOff }: Pick<Situation, 'policy' | 'route' | 'handOff'>,
  verb: HandOffVerb,
  destination: Destination,
  retries: number,
): Action => ({
  kind: 'hand-off',
  verb: canBeReferred(destination) ? verb : 'transfer',
  handOff: { route: route?.name, destination, attempt: handOff.attempt + 1, retries },
  transfer: { ...policy.transfer, ...route?.transfer },
});

/** The destination after the one that was tried, in the order of the route; its first, if that is not of the route. */
function nextDestination({ destinations }: Route, triedDestination: Destination | undefined) {
  const tried = triedDestination && formatDestination(triedDestination);
  return destinations[destinations.findIndex((each) => formatDestination(each) === tried) + 1];
}

/** Why no further hand-off may begin, if so. */
function limitReached({ policy, handOff, callAgeSeconds = 0 }: Situation): PassedOverReason | undefined {
  if (handOff.attempt >= policy.limits.attempts) return 'attempts used up';
  return callAgeSeconds >= policy.limits.callSeconds ? 'call too old' : undefined;
}

/** The action of a step, or why it does not apply. */
export function tryStep(step: Step, situation: Situation): Action | PassedOverReason {
  const { verb, outcome, handOff, route } = situation;
  switch (step.step) {
    case 'next': {
      if (!route) return 'no route';
      const destination = nextDestination(route, handOff.destination);
      if (!destination) return 'no destination left';
      // An endpoint that refused one REFER refuses the next as well (RFC 3261 §21.4.6, RFC 3515 §2.4.2).
      const nextVerb = outcome === 'refused' ? 'transfer' : verb;
      return limitReached(situation) ?? handOffTo(situation, nextVerb, destination, 0);
    }
    case 'retry':
      if (!handOff.destination) return 'destination unknown';
      if (handOff.retries >= step.times) return 'retries used up';
      return limitReached(situation) ?? handOffTo(situation, verb, handOff.destination, handOff.retries + 1);
    case 'bridge':
      if (verb === 'transfer') return 'already a transfer';
      if (!handOff.destination) return 'destination unknown';
      return limitReached(situation) ?? handOffTo(situation, 'transfer', handOff.destination, 0);
    case 'redirect':
      return { kind: 'redirect', url: step.url };
    case 'goodbye':
    case 'hangup':
      return { kind: 'hangup' };
  }
}
