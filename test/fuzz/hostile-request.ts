import fc from 'fast-check';
import { CALLBACKS, type CallbackName, callbackRow } from '../../functions/callbacks.ts';
import { MAX_BODY_BYTES } from '../../functions/chain/parse.ts';
import { STATE_PARAMETERS } from '../../functions/recovery/hand-off.ts';
import { documented, queryOf, type SentRequest } from '../support/requests.ts';
import {
  hostileName,
  hostileQuery,
  hostileText,
  hostileValue,
  longText,
  spoiltEvent,
} from './hostile-text.ts';

const withMembers = (event: string, members: string): string => event.replace(/\}$/, `,${members}}`);

/** Valid JSON, nested deeper than most stacks hold, of lists or of objects. */
const nested = fc
  .tuple(fc.boolean(), fc.constantFrom(10, 17, 33, 1000, 20_000))
  .map(([lists, depth]) =>
    lists ? `${'['.repeat(depth)}${']'.repeat(depth)}` : `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`,
  );

/** Members of an event: above what an item holds, around our limit, or far above it; one, or very many. */
const large = fc
  .tuple(
    fc.constantFrom(20_000, 130_000, MAX_BODY_BYTES - 2000, MAX_BODY_BYTES, 6 * 1024 * 1024),
    fc.constantFrom('x', '"', '漢', '\u0001'),
    fc.boolean(),
  )
  .map(([bytes, character, many]) => {
    const written = JSON.stringify(character).slice(1, -1);
    const text = (of: number): string => written.repeat(of / Buffer.byteLength(written));
    if (!many) return `"large":"${text(bytes)}"`;
    return Array.from({ length: bytes / 40 }, (_, index) => `"m${index}":"${text(18)}"`).join();
  });

const json = fc.oneof(
  { weight: 60, arbitrary: spoiltEvent },
  {
    weight: 20,
    arbitrary: fc
      .dictionary(hostileName, hostileValue)
      .map((fields) => JSON.stringify({ ...fields, callId: 'c-any' })),
  },
  { weight: 10, arbitrary: fc.json({ stringUnit: 'binary' }) },
  {
    weight: 3,
    arbitrary: fc.tuple(spoiltEvent, nested).map(([event, extra]) => withMembers(event, `"extra":${extra}`)),
  },
);

const body = fc.oneof(
  { weight: 80, arbitrary: json },
  {
    weight: 10,
    arbitrary: fc.tuple(json, fc.nat()).map(([text, at]) => text.slice(0, at % (text.length + 1))),
  },
  { weight: 6, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 3, arbitrary: hostileText.map((text) => JSON.stringify({ callId: text })) },
  {
    weight: 1,
    arbitrary: fc.tuple(spoiltEvent, large).map(([event, members]) => withMembers(event, members)),
  },
);

/** The text as API Gateway passes it on: as it is, in base64, or in base64 that is none. */
const encodings = fc.oneof(
  { weight: 60, arbitrary: fc.constant('text') },
  { weight: 30, arbitrary: fc.constant('base64') },
  { weight: 10, arbitrary: fc.constantFrom('utf16 in base64', 'latin1 in base64', 'text said to be base64') },
);

function encode(text: string, encoding: string): Pick<SentRequest, 'body' | 'isBase64Encoded'> {
  const base64 = (as: BufferEncoding) => ({
    body: Buffer.from(text, as).toString('base64'),
    isBase64Encoded: true,
  });
  if (encoding === 'base64') return base64('utf8');
  if (encoding === 'utf16 in base64') return base64('utf16le');
  if (encoding === 'latin1 in base64') return base64('latin1');
  return { body: text, isBase64Encoded: encoding !== 'text' };
}

const names: CallbackName[] = CALLBACKS.map(({ name }) => name);

const method = fc.oneof(
  { weight: 80, arbitrary: fc.constant('POST') },
  { weight: 15, arbitrary: fc.constant('GET') },
  { weight: 5, arbitrary: fc.constantFrom('PUT', 'HEAD', 'post', '') },
);

/** Absent nineteen times out of twenty. */
const wrongToken = fc.oneof(
  { weight: 19, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '../', '%00')) },
);

/** Any request at all, most of them with the right token and nearly right. */
export const hostileRequest: fc.Arbitrary<SentRequest> = fc
  .record({
    name: fc.constantFrom(...names),
    method,
    query: hostileQuery,
    body,
    encoding: encodings,
    wrongToken,
  })
  .map(({ name, method, query, body: text, encoding, wrongToken: token }) => ({
    name,
    method,
    query,
    ...encode(text, encoding),
    ...(token !== undefined && { token }),
  }));

/** The fields that some event has, and one that none has. */
const FIELDS = [
  ...['refer-notify-timeout', 'transfer-hangup-enqueued', 'record-complete', 'recording-available'].flatMap(
    (fixture) => Object.keys(documented(fixture)),
  ),
  ...['privacy', 'transferCallerDisplayName', 'parentCallId', 'sipResponseCode', 'tag', 'extra'],
];

/** Where a long text stands: in a field of a body or of a query string, beside a body, or in the path. */
const place = fc.oneof(
  { weight: 8, arbitrary: fc.record({ method: fc.constant('POST'), field: fc.constantFrom(...FIELDS) }) },
  { weight: 2, arbitrary: fc.record({ method: fc.constant('GET'), field: fc.constantFrom(...FIELDS) }) },
  { weight: 3, arbitrary: fc.record({ parameter: fc.constantFrom(...STATE_PARAMETERS, 'other') }) },
  { weight: 1, arbitrary: fc.constant({ path: true }) },
);

type Place = { method?: string; field?: string; parameter?: string; path?: boolean };

/** A failed hand-off of a callback, with a text in one place. */
function requestWith(name: CallbackName, { method = 'POST', field, parameter, path }: Place, text: string) {
  const {
    eventTypes: [eventType],
  } = callbackRow(name);
  const failed = { eventType, callId: 'c-long', cause: 'busy', transferTo: undefined };
  const event = { ...documented('transfer-hangup-enqueued'), ...failed, ...(field && { [field]: text }) };
  return {
    name,
    method,
    ...(method === 'GET' ? { query: queryOf(event) } : { body: JSON.stringify(event) }),
    ...(parameter && { query: new URLSearchParams({ [parameter]: text }).toString() }),
    ...(path && { token: text }),
  };
}

const bytesOf = ({ query = '', body = '' }: SentRequest): number => Buffer.byteLength(query + body);

/** An event with one long text, and a plain one of the same size: the same place has letters alone. */
export interface LongRequest {
  readonly about: string;
  readonly sent: SentRequest;
  readonly plain: SentRequest;
}

/** The event of a callback with a long text in one place. */
export function longRequestOf(name: CallbackName, where: Place, text: string, about = ''): LongRequest {
  const sent = requestWith(name, where, text);
  const room = bytesOf(sent) - bytesOf(requestWith(name, where, ''));
  const plain = requestWith(name, where, 'x'.repeat(Math.max(room, text.length)));
  return { about: `${name}, ${JSON.stringify(where)}: ${about}`, sent, plain };
}

/** Any event with one long text, up to our limit. */
export const longRequest: fc.Arbitrary<LongRequest> = fc
  .tuple(fc.constantFrom(...names), place, longText)
  .map(([name, where, { about, text }]) => longRequestOf(name, where, text, about));
