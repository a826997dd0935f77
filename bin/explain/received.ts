import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';
import { parse, type ReceivedCallback } from '../../functions/chain/parse.ts';
import { STATE_PARAMETERS } from '../../functions/recovery/hand-off.ts';
import { UsageError } from '../usage/usage-error.ts';

/** The parameters of a hand-off as they are given on the command line. */
export type HandOffOptions = { readonly [name in (typeof STATE_PARAMETERS)[number]]?: string | undefined };

/** An event as the function would receive it. */
export interface Sent {
  readonly body: string;
  /** Where it goes: a callback and its query, as our answers write them; the callback of its type if absent. */
  readonly url?: string | undefined;
  readonly handOff: HandOffOptions;
}

const names = CALLBACKS.map(({ name }) => name).join(', ');

function callbackOfUrl(url: URL): CallbackName {
  const last = url.pathname.split('/').at(-1);
  const row = CALLBACKS.find(({ name }) => name === last);
  if (!row) throw new UsageError(`--url must end in the name of a callback: ${names}`);
  return row.name;
}

function callbackOfType(eventType: unknown): CallbackName {
  const row = CALLBACKS.find((each) => each.eventType === eventType);
  if (row) return row.name;
  const types = CALLBACKS.map((each) => each.eventType).join(', ');
  const found = eventType === undefined ? 'no eventType' : `the eventType ${JSON.stringify(eventType)}`;
  throw new UsageError(`The event has ${found}; there are callbacks for ${types}. --url names one outright.`);
}

/** The query of the URL, in which single options replace what it says. */
function queryOf(url: URL | undefined, handOff: HandOffOptions): URLSearchParams {
  const query = new URLSearchParams(url?.search);
  for (const name of STATE_PARAMETERS) {
    const value = handOff[name];
    if (value !== undefined) query.set(name, value);
  }
  return query;
}

/** The parts of a request that the chain reads. */
const post = (body: string, query: URLSearchParams): APIGatewayProxyEventV2 =>
  ({
    body,
    isBase64Encoded: false,
    rawQueryString: query.toString(),
    requestContext: { http: { method: 'POST' } },
  }) as APIGatewayProxyEventV2;

/**
 * Reads an event as the function would that it is for.
 * @throws {UsageError} where no function is for it
 * @throws {CallbackError} as the function would
 */
export function receive({ body, url, handOff }: Sent): { name: CallbackName; received: ReceivedCallback } {
  const target = url === undefined ? undefined : URL.parse(url, 'https://host/token/');
  if (target === null) throw new UsageError('--url is no URL');
  const name = target && callbackOfUrl(target);
  const received = parse(post(body, queryOf(target, handOff)));
  return { name: name ?? callbackOfType(received.fields.eventType), received };
}
