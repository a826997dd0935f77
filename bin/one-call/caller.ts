import { phoneNumber, refer, sipUri, transfer } from '../../functions/bxml/verbs.ts';
import { writeResponse } from '../../functions/bxml/writer.ts';
import { canBeReferred, type Destination } from '../../functions/recovery/destination.ts';
import { writeHandOff } from '../../functions/recovery/hand-off.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { findRoute } from '../../functions/recovery/route.ts';
import { type Call, canRefer } from '../simulator/call.ts';
import { routeNamed } from '../usage/policy.ts';
import { exampleCall } from '../words/example-call.ts';

/** Who calls whom, and how the call begins. */
type Caller = Pick<Call, 'from' | 'to' | 'direction' | 'first' | 'tag'> &
  Partial<Pick<Call, 'applicationId'>>;

/** Where a policy without routes has the user's own application refer the caller. */
const NO_ROUTE_DESTINATION: Destination = { targets: ['sip:desk@example.com'] };

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

/**
 * A caller whom a route is for, the first where none is named: an inbound call that the server answers. Where a
 * call cannot find its way alone, as `initiate` has no tag, an application of the user's own begins it.
 * @throws {UsageError} for an unknown route
 */
export function callerOf(policy: Policy, name: string | undefined): Caller {
  const route = name === undefined ? policy.routes[0] : routeNamed(policy, name);
  const fields = exampleCall(route?.match ?? {});
  const caller = { ...fields, direction: 'inbound' } as const;
  const { tag: _, ...atFirst } = fields;
  if (route && findRoute(policy, undefined, atFirst) === route)
    return { ...caller, first: { ask: '{callbacks}/initiate' } };
  const bxml = ownApplication(route, canRefer(caller));
  return { ...caller, first: { bxml, url: 'https://app.example.com/calls' } };
}
