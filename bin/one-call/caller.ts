import { phoneNumber, refer, sipUri, transfer } from '../../functions/bxml/verbs.ts';
import { writeResponse } from '../../functions/bxml/writer.ts';
import { isContext } from '../../functions/recovery/context.ts';
import { canBeReferred, type Destination } from '../../functions/recovery/destination.ts';
import { writeHandOff } from '../../functions/recovery/hand-off.ts';
import type { Policy, Route } from '../../functions/recovery/policy.ts';
import { findRoute } from '../../functions/recovery/route.ts';
import { canMatchParty, meantParty } from '../../lib/policy/party.ts';
import { type Call, canRefer } from '../simulator/call.ts';
import { routeNamed } from '../usage/policy.ts';
import { UsageError } from '../usage/usage-error.ts';
import { exampleCall } from '../words/example-call.ts';

/** Who calls whom, and how the call begins. */
type Caller = Pick<Call, 'from' | 'to' | 'direction' | 'first' | 'tag' | 'context'> &
  Partial<Pick<Call, 'applicationId'>>;

/** Where a policy without routes has the user's own application refer the caller. */
const NO_ROUTE_DESTINATION: Destination = { targets: ['sip:desk@example.com'] };

/** The first BXML as the user's own application may write it: the URL names the route. */
function ownApplication(route: Route | undefined, byRefer: boolean, context: string | undefined): string {
  const destination = route?.destinations[0] ?? NO_ROUTE_DESTINATION;
  const query = writeHandOff({ route: route?.name, destination, attempt: 1, retries: 0, context });
  const target = (to: string) => (to.startsWith('+') ? phoneNumber(to) : sipUri(to));
  const verb =
    byRefer && canBeReferred(destination)
      ? refer(sipUri(destination.targets[0]), { referCompleteUrl: `{callbacks}/refer-complete?${query}` })
      : transfer(destination.targets.map(target), {
          transferCompleteUrl: `{callbacks}/transfer-complete?${query}`,
        });
  return writeResponse([verb]);
}

/** The parties and the tag of a call, where they are asked for. */
export interface AskedFields {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly tag?: string | undefined;
}

/** @throws {UsageError} for a party that no call can have */
function checkParty(name: 'from' | 'to', text: string | undefined): void {
  const isParty = (each: string): boolean =>
    canMatchParty(each) && !each.includes('*') && (name === 'from' || /^(?:\+|sip:)/i.test(each));
  if (text === undefined || isParty(text)) return;
  const word = name === 'from' ? ', or a word such as Anonymous' : '';
  throw new UsageError(
    `--${name} must be a sip: URI or an E.164 number such as +15551234567${word}, not "${text}"${meantParty(text, isParty)}`,
  );
}

/** The fields of a call that a route may match, and those that are asked for. */
function fieldsOf(match: Route['match'], asked: AskedFields) {
  const given = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined));
  const to = asked.to === undefined ? {} : { to: [asked.to] };
  return { ...exampleCall({ ...match, ...to }), ...given };
}

/** A call of these fields, and the first route that takes it. Who calls whom is by the route; a tag only by who asks. */
function askedCall(policy: Policy, asked: AskedFields) {
  const fieldsFor = (route?: Route) => {
    const { tag: _, applicationId: __, ...parties } = route?.match ?? {};
    return fieldsOf(parties, asked);
  };
  const route = policy.routes.find((each) => findRoute(policy, undefined, fieldsFor(each)) === each);
  return { route, fields: fieldsFor(route) };
}

/** A call that a route is for, the first where none is named. */
function callOf(policy: Policy, name: string | undefined, asked: AskedFields) {
  const route = name === undefined ? policy.routes[0] : routeNamed(policy, name);
  return { route, fields: fieldsOf(route?.match ?? {}, asked) };
}

/**
 * A caller whom a route is for, or whose fields are asked for: an inbound call that the server answers. Where a
 * call cannot find its way alone, as `initiate` has no tag, an application of the user's own begins it.
 * @throws {UsageError} for an unknown route, for a party that no call can have, and for what is no context
 */
export function callerOf(
  policy: Policy,
  name: string | undefined,
  asked: AskedFields,
  context: string | undefined,
) {
  checkParty('from', asked.from);
  checkParty('to', asked.to);
  if (context !== undefined && !isContext(context))
    throw new UsageError('--context must be 1 to 120 letters, digits, "_", "." and "-".');
  const isAsked = Object.values(asked).some((value) => value !== undefined);
  const { route, fields } =
    isAsked && name === undefined ? askedCall(policy, asked) : callOf(policy, name, asked);
  const caller = { ...fields, direction: 'inbound', context } as const;
  const { tag: _, ...atFirst } = fields;
  const isAnswered = route ? findRoute(policy, undefined, atFirst) === route : policy.routes.length > 0;
  const first = isAnswered
    ? { ask: `{callbacks}/initiate${context === undefined ? '' : `?context=${context}`}` }
    : { bxml: ownApplication(route, canRefer(caller), context), url: 'https://app.example.com/calls' };
  return { route, caller: { ...caller, first } satisfies Caller };
}
