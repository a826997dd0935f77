import fc from 'fast-check';
import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';
import { MAX_BODY_BYTES } from '../../functions/chain/parse.ts';
import type { SentRequest } from '../support/requests.ts';
import { hostileName, hostileQuery, hostileText, hostileValue, spoiltEvent } from './hostile-text.ts';

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
