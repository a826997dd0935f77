import { afterRecording, begin, decide } from '../../functions/recovery/decide.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import { canBeReferred, type Destination } from '../../functions/recovery/destination.ts';
import type { HandOff } from '../../functions/recovery/hand-off.ts';
import type { Calendars } from '../../functions/recovery/hours.ts';
import { isDestinationOpen } from '../../functions/recovery/opening.ts';
import type { HandOffVerb, RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import {
  needsTransfer,
  optionsFor,
  type TransferOptions,
} from '../../functions/recovery/transfer-options.ts';
import {
  asksForMessage,
  mayBeClosed,
  POSSIBLE_OUTCOMES,
  takesEveryCall,
} from '../../lib/policy/possible-outcomes.ts';
import { RECOVERABLE_OUTCOMES } from '../../lib/policy/steps.ts';
import { writtenBy } from './written-by.ts';

/** A decision that follows no hand-off, and whose list its steps are. */
export interface WrittenDecision extends Decision {
  readonly stepsWrittenBy: string | undefined;
}

const withWriter = (decision: Decision): WrittenDecision => ({
  ...decision,
  stepsWrittenBy: writtenBy(decision),
});

/** One row: a hand-off that ended with the outcome, and what is done then. */
export interface TableRow {
  readonly outcome: RecoverableOutcome;
  readonly verb: HandOffVerb;
  readonly decision: Decision;
  readonly stepsWrittenBy: string | undefined;
}

/** The rows of one outcome: what happens if every hand-off of a call ends with it. */
export interface Conversation {
  readonly outcome: RecoverableOutcome;
  /** How the call began. */
  readonly began: HandOffVerb;
  readonly rows: readonly TableRow[];
}

/** The hand-off that a call begins with, and how its `<Transfer>` is written. */
interface FirstHandOff {
  readonly handOff: HandOff & { readonly destination: Destination };
  readonly transfer: TransferOptions;
}

/** Plays a call whose every hand-off has the same outcome, as long as the verb can have that outcome. */
function play(
  outcome: RecoverableOutcome,
  began: HandOffVerb,
  first: FirstHandOff,
  policy: Policy,
  eventTime: string | undefined,
): Conversation {
  const rows: TableRow[] = [];
  let verb = began;
  let { handOff, transfer } = first;
  while (
    outcome === 'not-accepted'
      ? verb === 'transfer' && transfer.confirm
      : POSSIBLE_OUTCOMES[verb].includes(outcome)
  ) {
    const decision = decide({ verb, outcome, call: {}, eventTime, handOff }, policy);
    rows.push({ outcome, verb, decision, stepsWrittenBy: writtenBy(decision) });
    if (decision.action.kind !== 'hand-off') break;
    ({ verb, handOff, transfer } = decision.action);
  }
  return { outcome, began, rows };
}

const steps = ({ rows }: Conversation): string =>
  JSON.stringify(
    rows.map(({ decision: { step, wait, prompt, action } }) => [
      step,
      wait,
      prompt,
      action.kind === 'hand-off' ? action.handOff : action,
    ]),
  );

/**
 * Every recoverable outcome of the calls that begin at a destination: by `<Refer>` where
 * that can be and the outcome can come of it; by `<Transfer>` too where that differs.
 */
function conversations(
  policy: Policy,
  route: Route | undefined,
  destination: Destination,
  eventTime: string | undefined,
): Conversation[] {
  const firstOf = (each: Destination, attempt: number): FirstHandOff => ({
    handOff: { route: route?.name, destination: each, attempt, retries: 0 },
    transfer: optionsFor(policy.transfer, route, each),
  });
  const first = firstOf(destination, 1);
  const { transfer } = first;
  // A callee who is asked may be a later one: a call comes there after another outcome.
  const later = route?.destinations.map((each, index) => firstOf(each, index + 1)) ?? [];
  const firstAsked = [first, ...later].find((each) => each.transfer.confirm) ?? first;
  const byRefer = canBeReferred(destination) && !needsTransfer(transfer);
  const verbs: HandOffVerb[] = byRefer ? ['refer', 'transfer'] : ['transfer'];
  return RECOVERABLE_OUTCOMES.flatMap((outcome) => {
    const all = verbs
      .map((verb) => play(outcome, verb, outcome === 'not-accepted' ? firstAsked : first, policy, eventTime))
      .filter(({ rows }) => rows.length > 0);
    const [one, other] = all;
    return one && other && steps(one) === steps(other) ? [one] : all;
  });
}

/** The decisions about the calls of one route, or about those of none. */
export interface RouteTable {
  readonly route: Route | undefined;
  /** The decision when a call begins; absent where a route takes it. */
  readonly unrouted: WrittenDecision | undefined;
  /** The decision when a call begins and no destination is open; absent where one always is. */
  readonly closed: WrittenDecision | undefined;
  readonly conversations: readonly Conversation[];
  /** The decision after a message; absent where none can be left. */
  readonly recorded: WrittenDecision | undefined;
}

/** Decides what follows a message, where a step of the calls of a route asks for one. */
function afterMessage(policy: Policy, route: Route | undefined): WrittenDecision | undefined {
  const lists = Object.values({ ...policy.outcomes, ...route?.outcomes });
  if (!asksForMessage(lists.flat())) return undefined;
  const handOff: HandOff = { route: route?.name, attempt: 1, retries: 0 };
  return withWriter(afterRecording({ call: {}, handOff, isMessage: true }, policy));
}

/** Stands for the destination that a user's own app tries, and names in its URL. */
const YOUR_DESTINATION: Destination = { targets: ['sip:your.own.destination'] };

/** Hours that never come. */
const NEVER: Calendars = {
  hours: { never: { timeZone: 'UTC', weekly: Array(7).fill([]), dates: {} } },
  timeZones: { UTC: [0, 0] },
};

function closedDecision(policy: Policy, route: Route): WrittenDecision | undefined {
  if (!mayBeClosed(route)) return undefined;
  const destinations = route.destinations.map(({ targets }) => ({ targets }));
  const closed: Route = { ...route, match: {}, hours: 'never', destinations };
  const eventTime = new Date(0).toISOString();
  const always: Policy = { ...policy, ...NEVER, routes: [closed] };
  return withWriter(begin({ verb: 'transfer', call: {}, eventTime }, always));
}

/**
 * The whole decision table of a policy: its routes in order, then the calls that none of them takes.
 * @param eventTime when all of it happens; without it every destination is open
 */
export function policyTable(policy: Policy, eventTime?: string): RouteTable[] {
  const tables = policy.routes.map((route): RouteTable => {
    const first = route.destinations.find((each) => isDestinationOpen({ policy, route, eventTime }, each));
    return {
      route,
      unrouted: undefined,
      closed: closedDecision(policy, route),
      conversations: first ? conversations(policy, route, first, eventTime) : [],
      recorded: afterMessage(policy, route),
    };
  });
  if (policy.routes.some(takesEveryCall)) return tables;
  const unrouted = withWriter(begin({ verb: 'transfer', call: {} }, policy));
  return [
    ...tables,
    {
      route: undefined,
      unrouted,
      closed: undefined,
      conversations: conversations(policy, undefined, YOUR_DESTINATION, eventTime),
      recorded: afterMessage(policy, undefined),
    },
  ];
}
