import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CALLBACKS, type CallbackName, callbackOfEvent } from '../../functions/callbacks.ts';
import { parse, type ReceivedCallback } from '../../functions/chain/parse.ts';
import type { Accepted } from '../../functions/recovery/decision.ts';
import { utcTime } from '../../functions/recovery/event-time.ts';
import { readHandOff, STATE_PARAMETERS } from '../../functions/recovery/hand-off.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { waitedSeconds } from '../../functions/recovery/waiting.ts';
import { UsageError } from '../usage/usage-error.ts';
import { readsHandOff } from '../words/callbacks.ts';

/** The parameters of a hand-off, which replace what the URL says. */
export type HandOffOptions = { readonly [name in (typeof STATE_PARAMETERS)[number]]?: string | undefined };

/** An event as the function would receive it. */
export interface Sent {
  readonly body: string;
  /** Where it goes: a callback and its query, as our answers write them; the callback of its type if absent. */
  readonly url?: string | undefined;
  readonly handOff: HandOffOptions;
  /** The callee's key by the store, where the end of the hand-off depends on it; where absent, it was not pressed. */
  readonly accepted?: Accepted | undefined;
  /** The time of the event in place of its own; the call began as long before. */
  readonly at?: string | undefined;
}

/** A callback as if its event had happened at another time, and its call and first hand-off had begun as long before. */
function movedTo(at: string, received: ReceivedCallback): ReceivedCallback {
  const { fields, query } = received;
  const moved = (time: unknown): string | undefined => {
    const millis =
      Date.parse(at) - Date.parse(utcTime(fields.eventTime) ?? '') + Date.parse(utcTime(time) ?? '');
    return Number.isNaN(millis) ? undefined : new Date(millis).toISOString();
  };
  const [startTime, since] = [moved(fields.startTime), moved(query.get('since'))];
  if (since !== undefined) query.set('since', since);
  return { ...received, fields: { ...fields, eventTime: at, ...(startTime !== undefined && { startTime }) } };
}

const names = CALLBACKS.map(({ name }) => name).join(', ');

function callbackOfUrl(url: URL): CallbackName {
  const last = url.pathname.split('/').at(-1);
  const row = CALLBACKS.find(({ name }) => name === last);
  if (!row) throw new UsageError(`--url must end in the name of a callback: ${names}`);
  return row.name;
}

function callbackOfType(eventType: unknown): CallbackName {
  const row = callbackOfEvent(eventType);
  if (row) return row.name;
  const types = CALLBACKS.map(({ eventTypes }) => eventTypes[0]).join(', ');
  const found = eventType === undefined ? 'no eventType' : `the eventType ${JSON.stringify(eventType)}`;
  throw new UsageError(`The event has ${found}; there are callbacks for ${types}. --url names one outright.`);
}

/**
 * Reads an event as the function would that it is for.
 * @throws {UsageError} where no function is for it
 * @throws {CallbackError} as the function would
 */
export function receive({ body, url, handOff, at }: Sent): {
  name: CallbackName;
  received: ReceivedCallback;
} {
  const target = url === undefined ? undefined : URL.parse(url, 'https://host/token/');
  if (target === null) throw new UsageError('--url is no URL');
  const name = target && callbackOfUrl(target);
  const query = new URLSearchParams(target?.search);
  for (const [parameter, value] of Object.entries(handOff))
    if (value !== undefined) query.set(parameter, value);
  // The parts of a request that the chain reads.
  const request = { body, rawQueryString: query.toString(), requestContext: { http: { method: 'POST' } } };
  const received = parse(request as APIGatewayProxyEventV2);
  return {
    name: name ?? callbackOfType(received.fields.eventType),
    received: at === undefined ? received : movedTo(at, received),
  };
}

/** Parameters of the URL that read as if they were absent, or other than they are; a sentence each. */
export function ignoredParameters(
  name: CallbackName,
  query: URLSearchParams,
  policy: Policy,
  times: { readonly eventTime?: string | undefined; readonly callAgeSeconds?: number | undefined },
): string[] {
  const read = readHandOff(query);
  return STATE_PARAMETERS.flatMap((parameter) => {
    const text = query.get(parameter);
    if (text === null) return [];
    if (parameter !== 'context' && !readsHandOff(name)) return [`${parameter} is not read by ${name}`];
    switch (parameter) {
      case 'route':
        return policy.routes.some((route) => route.name === text)
          ? []
          : [`the policy has no route "${text}": the call is matched anew`];
      case 'destination':
        return read.unreadableDestination === undefined
          ? []
          : [`destination "${text}" is no sip: URI or number: the destination is unknown`];
      case 'confirm':
        return read.confirm === ''
          ? [`confirm "${text}" is no id of ours: nobody can have taken the call`]
          : [];
      case 'context':
        return read.context === text
          ? []
          : [`context "${text}" is not 1 to 120 letters, digits, "_", "." and "-": it is left out`];
      case 'since':
        return waitedSeconds({ handOff: read, ...times }) === undefined && times.eventTime !== undefined
          ? [`since "${text}" is no time between the start of the call and the event: the wait begins anew`]
          : [];
      case 'menu':
        return read.menu === ''
          ? [`menu "${text}" is none of ours: the hand-off before it counts as failed`]
          : [];
      case 'menus':
        return String(read.menus) === text ? [] : [`menus "${text}" reads as ${read.menus ?? 0}`];
      default:
        return String(read[parameter]) === text ? [] : [`${parameter} "${text}" reads as ${read[parameter]}`];
    }
  });
}
