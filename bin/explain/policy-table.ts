import { begin } from '../../functions/recovery/decide.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import type { Destination } from '../../functions/recovery/destination.ts';
import { MATCH_FIELDS, type Policy, type Route } from '../../functions/recovery/policy.ts';
import { type Conversation, conversations } from './decision-table.ts';

/** What happens to the calls of one route, or to those of none. */
export interface RouteTable {
  readonly route: Route | undefined;
  /** What is done when a call begins; absent where a route takes it. */
  readonly unrouted: Decision | undefined;
  readonly conversations: readonly Conversation[];
}

/** Stands for the destination that a user's own app tries, and names in its URL. */
export const YOUR_DESTINATION: Destination = ['sip:your.own.destination'];

const takesEveryCall = ({ match }: Route): boolean => MATCH_FIELDS.every((field) => !match[field]);

const routeTable = (route: Route, policy: Policy): RouteTable => ({
  route,
  unrouted: undefined,
  conversations: conversations(policy, route.name, route.destinations[0] as Destination),
});

/** The whole decision table of a policy: its routes in order, then the calls that none of them takes. */
export function policyTable(policy: Policy): RouteTable[] {
  const tables = policy.routes.map((route) => routeTable(route, policy));
  if (policy.routes.some(takesEveryCall)) return tables;
  const unrouted = begin({ verb: 'transfer', call: {} }, policy);
  return [
    ...tables,
    { route: undefined, unrouted, conversations: conversations(policy, undefined, YOUR_DESTINATION) },
  ];
}
