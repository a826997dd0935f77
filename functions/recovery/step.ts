import { urlWithContext } from './context.ts';
import type { Action, PassedOverReason } from './decision.ts';
import { canBeReferred, type Destination } from './destination.ts';
import { diversionReason } from './diversion.ts';
import type { HandOff } from './hand-off.ts';
import { MAX_MENUS, writeMenu } from './menu.ts';
import { isDestinationOpen } from './opening.ts';
import type { HandOffVerb, Outcome, RecoverableOutcome } from './outcome.ts';
import type { Policy, Route, Step } from './policy.ts';
import { mentions } from './position.ts';
import {
  CONFIRM_TIMEOUT_SECONDS,
  needsTransfer,
  optionsFor,
  PRIVATE_NAMES,
  type TransferOptions,
} from './transfer-options.ts';
import { sinceOf, waitedSeconds } from './waiting.ts';

/** Everything that a step depends on. */
export interface Situation {
  readonly policy: Policy;
  readonly route: Route | undefined;
  readonly outcome: RecoverableOutcome;
  readonly verb: HandOffVerb;
  readonly handOff: HandOff;
  /** Where its destination stands in the route, from 0 on; -1 where it is not of the route. */
  readonly position: number;
  /** When the event happened, where it tells. */
  readonly eventTime?: string | undefined;
  /** Seconds since the start of the call, where the event tells. */
  readonly callAgeSeconds?: number | undefined;
  /** Whether the caller's endpoint took the REFER on, so that it is the destination that failed. */
  readonly referAccepted?: boolean | undefined;
  /** How the `<Transfer>` that ended was written. */
  readonly transfer?: TransferOptions | undefined;
}

/** The parts of a situation that a hand-off needs to begin, besides its destination. */
type Beginning = Pick<
  Situation,
  'policy' | 'route' | 'handOff' | 'transfer' | 'eventTime' | 'callAgeSeconds'
> & {
  /** What led to it. */
  readonly outcome: Outcome;
};

/**
 * How the last `<Transfer>` was written, less what was said of its destination alone. Privacy stays
 * all the same: it may have been there before.
 */
function lastTransfer({ transfer = {}, handOff }: Beginning): TransferOptions {
  const own = handOff.destination?.transfer ?? {};
  return Object.fromEntries(
    Object.entries(transfer).filter(([option]) => option === 'privacy' || !(option in own)),
  );
}

/**
 * How the next `<Transfer>` is written: what neither policy nor route nor destination says is as in the
 * last one, so that a number that was hidden stays hidden. Bandwidth refuses a transfer that has privacy
 * and a name of one's own (https://dev.bandwidth.com/docs/voice/bxml/transfer).
 */
function transferOptions(beginning: Beginning, destination: Destination): TransferOptions {
  const { policy, route } = beginning;
  const { callerDisplayName: name, ...options } = {
    ...lastTransfer(beginning),
    ...optionsFor(policy.transfer, route, destination),
  };
  return {
    ...options,
    ...(options.confirm && { callTimeoutSeconds: options.callTimeoutSeconds ?? CONFIRM_TIMEOUT_SECONDS }),
    ...(name !== undefined &&
      (!options.privacy || PRIVATE_NAMES.includes(name)) && { callerDisplayName: name }),
  };
}

/** What stays with the call: not what only one hand-off, leg or menu has. */
const ofCall = ({ confirm: _, call: __, menu: ___, ...state }: HandOff): HandOff => state;

/** Hands the call to a destination, by `<Refer>` only where that is what is asked for and can be. */
export function handOffTo(
  beginning: Beginning,
  verb: HandOffVerb,
  destination: Destination,
  retries: number,
): Action {
  const { policy, route, handOff, outcome } = beginning;
  const since = sinceOf(policy, beginning);
  const transfer = transferOptions(beginning, destination);
  return {
    kind: 'hand-off',
    verb: canBeReferred(destination) && !needsTransfer(transfer) ? verb : 'transfer',
    handOff: {
      ...ofCall(handOff),
      route: route?.name,
      destination,
      unreadableDestination: undefined,
      attempt: handOff.attempt + 1,
      retries,
      since,
    },
    transfer,
    ...(transfer.diversion && { diversionReason: diversionReason(outcome) }),
  };
}

/**
 * The destinations after the one that was tried, in the order of the route; all of them, if that is
 * not of the route. Of a text that could not be read, what it does not name was not tried.
 */
function destinationsLeft({ destinations }: Route, { unreadableDestination }: HandOff, position: number) {
  if (unreadableDestination === undefined) return destinations.slice(position + 1);
  const isMentioned = mentions(unreadableDestination);
  return destinations.filter((each) => !isMentioned(each));
}

/** Why no further hand-off may begin, if so. */
function limitReached(situation: Situation): PassedOverReason | undefined {
  const { handOff, callAgeSeconds = 0 } = situation;
  const { attempts, callSeconds, waitSeconds = Infinity } = situation.policy.limits;
  if (handOff.attempt >= attempts) return 'attempts used up';
  if (callAgeSeconds >= callSeconds) return 'call too old';
  return (waitedSeconds(situation) ?? 0) >= waitSeconds ? 'waited long enough' : undefined;
}

/** Hands the call to a destination that is open, if another hand-off may begin. */
function handOffIfOpen(
  situation: Situation,
  verb: HandOffVerb,
  destinations: readonly Destination[],
  retries = 0,
): Action | PassedOverReason {
  const destination = destinations.find((each) => isDestinationOpen(situation, each));
  if (!destination) return 'closed';
  return limitReached(situation) ?? handOffTo(situation, verb, destination, retries);
}

/** The action of a step, or why it does not apply. */
export function tryStep(step: Step, situation: Situation): Action | PassedOverReason {
  const { verb, outcome, handOff, position, route, referAccepted } = situation;
  const { destination, retries } = handOff;
  switch (step.step) {
    case 'next': {
      if (!route) return 'no route';
      const left = destinationsLeft(route, handOff, position);
      if (left.length === 0) return 'no destination left';
      // An endpoint that refused one REFER refuses the next as well (RFC 3261 §21.4.6, RFC 3515 §2.4.2).
      return handOffIfOpen(situation, outcome === 'refused' ? 'transfer' : verb, left);
    }
    case 'retry':
      if (!destination) return 'destination unknown';
      if (retries >= step.times) return 'retries used up';
      return handOffIfOpen(situation, verb, [destination], retries + 1);
    case 'bridge':
      if (verb === 'transfer') return 'already a transfer';
      if (step.ifNotAccepted && referAccepted) return 'REFER was accepted';
      return destination ? handOffIfOpen(situation, 'transfer', [destination]) : 'destination unknown';
    case 'voicemail': {
      const { maxSeconds, silenceSeconds, terminatingDigits } = step;
      return {
        kind: 'record',
        handOff: ofCall(handOff),
        recording: { maxSeconds, silenceSeconds, terminatingDigits },
      };
    }
    case 'menu': {
      const { menus = 0 } = handOff;
      if (menus >= MAX_MENUS) return 'menus used up';
      const { prompt, seconds } = step;
      const menu = writeMenu({ verb, outcome, transfer: situation.transfer ?? {} });
      return { kind: 'menu', handOff: { ...ofCall(handOff), menu, menus: menus + 1 }, prompt, seconds };
    }
    case 'redirect':
      return { kind: 'redirect', url: urlWithContext(step.url, handOff.context) };
    case 'goodbye':
    case 'hangup':
      return { kind: 'hangup' };
  }
}
