import { phoneNumber, refer, sipUri, transfer } from '../../functions/bxml/verbs.ts';
import { writeResponse } from '../../functions/bxml/writer.ts';
import { canBeReferred, type Destination } from '../../functions/recovery/destination.ts';
import { writeHandOff } from '../../functions/recovery/hand-off.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { findRoute } from '../../functions/recovery/route.ts';
import { type Call, canRefer } from '../simulator/call.ts';
import { didYouMean } from '../usage/nearest.ts';
import { UsageError } from '../usage/usage-error.ts';

/** Who calls whom, and how the call begins. */
export type Caller = Pick<Call, 'from' | 'to' | 'direction' | 'first' | 'tag'> &
  Partial<Pick<Call, 'applicationId'>>;

/** Where a policy without routes has the user's own application refer the caller. */
const NO_ROUTE_DESTINATION: Destination = { targets: ['sip:desk@example.com'] };

/** A text that a pattern matches; `*` becomes what may stand there in an address. */
function exampleOf(pattern: string): string {
  if (pattern.startsWith('+')) return pattern.replace('*', '5550100');
  if (!pattern.startsWith('sip:')) return pattern.replace('*', 'sip:desk');
  return pattern.replace('*', pattern.endsWith('@*') ? 'example.com' : 'desk');
}

/** The fields that a route matches on; `tag` and `applicationId` are no addresses, and often a beginning of one. */
function fieldsOf({ match }: Pick<Route, 'match'>): Omit<Caller, 'direction' | 'first'> {
  const names = ['to', 'from', 'applicationId', 'tag'] as const;
  const [to = '*', from = '*', applicationId, tag] = names.map((name) => match[name]?.[0]);
  const called = to === '*' ? 'sip:support@example.com' : exampleOf(to);
  const anybody = called.startsWith('+') ? '+15551112222' : 'sip:caller@customer.example.com';
  return {
    to: called,
    from: from === '*' ? anybody : exampleOf(from),
    ...(applicationId && { applicationId: applicationId.replace('*', '') || 'application' }),
    ...(tag && { tag: tag.replace('*', '') || 'tag' }),
  };
}

/** The first BXML as the user's own application may write it: the URL names the route. */
function ownApplication(route: Route | undefined, byRefer: boolean): string {
  const destination = route?.destinations[0] ?? NO_ROUTE_DESTINATION;
  const query = writeHandOff({ route: route?.name, destination, attempt: 1, retries: 0 });
  const target = (to: string) => (to.startsWith('+') ? phoneNumber(to) : sipUri(to));
  const verb =
    byRefer && canBeReferred(destination)
      ? refer(sipUri(destination.targets[0]), { referCompleteUrl: `{callbacks}/refer-complete?${query}` })
      : transfer(destination.targets.map(target), {
          transferCompleteUrl: `{callbacks}/transfer-complete?${query}`,
        });
  return writeResponse([verb]);
}

/** @throws {UsageError} for a route that the policy does not have, with the nearest that it has */
function chosenRoute({ routes }: Policy, name: string | undefined): Route | undefined {
  if (name === undefined) return routes[0];
  const names = routes.map((each) => each.name);
  const known = names.length === 0 ? 'It has none.' : `Routes: ${names.join(', ')}.`;
  const route = routes[names.indexOf(name)];
  if (route) return route;
  throw new UsageError(`The policy has no route "${name}".${didYouMean(name, names)} ${known}`);
}

/**
 * A caller whom a route is for, the first where none is named: an inbound call that the server answers. Where a
 * call cannot find its way alone, as `initiate` has no tag, an application of the user's own begins it.
 * @throws {UsageError} for an unknown route
 */
export function callerOf(policy: Policy, name: string | undefined): Caller {
  const route = chosenRoute(policy, name);
  const fields = fieldsOf(route ?? { match: {} });
  const caller = { ...fields, direction: 'inbound' } as const;
  const { tag: _, ...atFirst } = fields;
  if (route && findRoute(policy, undefined, atFirst) === route)
    return { ...caller, first: { ask: '{callbacks}/initiate' } };
  const bxml = ownApplication(route, canRefer(caller));
  return { ...caller, first: { bxml, url: 'https://app.example.com/calls' } };
}
