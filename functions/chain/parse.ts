import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { hash } from '../crypto.ts';
import { STATE_PARAMETERS } from '../recovery/hand-off.ts';
import { CallbackError } from './errors.ts';
import { parseExactJson } from './exact-json.ts';
import { restorePlusSigns } from './plus-signs.ts';

/** Largest body that is read, in bytes. Documented events stay below 2 KB. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * Most that is read of the query string beside a body, in characters: API Gateway takes 10,240 with all headers
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html).
 */
const MAX_QUERY_CHARACTERS = 10_240;

/** Longest callId, in characters: it fits into either key, whatever they are. Bandwidth's have 50. */
export const MAX_CALL_ID_CHARACTERS = 256;

/** A callback as it was received: some fields of some call, and our own parameters. */
export interface ReceivedCallback {
  readonly fields: Readonly<Record<string, unknown>> & { readonly callId: string };
  readonly query: URLSearchParams;
  /** {@link requestDigest} of what came. */
  readonly digest: () => string;
}

/** The body as it was sent, whatever API Gateway made of it. */
const bodyBytes = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

/** Reads the bytes that a request carries: its body, or its query string where it has no body. */
export function sentBytes(event: APIGatewayProxyEventV2): Buffer {
  const body = event.requestContext.http.method === 'GET' ? undefined : bodyBytes(event);
  return body?.length ? body : Buffer.from(event.rawQueryString);
}

/** The beginning of the SHA-256 of what was sent, in 32 hex digits: the same for a callback that comes again. */
export const requestDigest = (event: APIGatewayProxyEventV2): string =>
  hash('sha256', sentBytes(event)).slice(0, 32);

/** The body as text, no longer than our limit. */
function bodyText(event: APIGatewayProxyEventV2): string {
  const bytes = bodyBytes(event);
  if (bytes.length > MAX_BODY_BYTES) {
    throw new CallbackError('too-large', `a body of more than ${MAX_BODY_BYTES} bytes`);
  }
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}

function jsonFields(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = parseExactJson(text);
  } catch {
    throw new CallbackError('unreadable', 'the body is not JSON', [
      { path: 'body', message: 'expected JSON' },
    ]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new CallbackError('unreadable', 'the body is not an object', [
      { path: 'body', message: 'expected an object' },
    ]);
  }
  return value as Record<string, unknown>;
}

/** The fields of a GET callback: every parameter that is not ours; of a repeated one the first. */
const queryFields = (query: URLSearchParams): Record<string, unknown> =>
  Object.fromEntries(
    [...query]
      .reverse()
      .filter(([name]) => !STATE_PARAMETERS.some((parameter) => parameter === name))
      .map(([name, value]) => [name, restorePlusSigns(name, value)]),
  );

function readFields(event: APIGatewayProxyEventV2, query: URLSearchParams): Record<string, unknown> {
  switch (event.requestContext.http.method) {
    case 'POST':
      return jsonFields(bodyText(event));
    case 'GET':
      return queryFields(query);
    default:
      throw new CallbackError('method-not-allowed', 'neither POST nor GET');
  }
}

/**
 * Reads an HTTP request as a callback. From here on there is a callId, so whatever
 * else is wrong can be stored with its call.
 * @throws {CallbackError} `method-not-allowed`, `too-large` or `unreadable`
 */
export function parse(event: APIGatewayProxyEventV2): ReceivedCallback {
  const { rawQueryString } = event;
  const isGet = event.requestContext.http.method === 'GET';
  const query = new URLSearchParams(isGet ? rawQueryString : rawQueryString.slice(0, MAX_QUERY_CHARACTERS));
  const fields = readFields(event, query);
  const callId = typeof fields.callId === 'number' ? String(fields.callId) : fields.callId;
  if (typeof callId !== 'string' || callId.trim() === '' || callId.length > MAX_CALL_ID_CHARACTERS) {
    throw new CallbackError('unreadable', 'not an event of a call', [
      { path: 'callId', message: `expected a text of 1 to ${MAX_CALL_ID_CHARACTERS} characters` },
    ]);
  }
  return { fields: Object.assign(fields, { callId }), query, digest: () => requestDigest(event) };
}
