import type { APIGatewayProxyStructuredResultV2 as Response } from 'aws-lambda';
import { CONNECT_DOCUMENT } from '../bxml/document.ts';
import { type Safe, safeFor } from '../callbacks.ts';
import type { CallbackError, CallbackFault } from './errors.ts';

/** 200, with the document where somebody waits for it, and without where Bandwidth drops it. */
export const answerTo = (safe: Safe, document: string): Response =>
  safe === 'nothing'
    ? emptyResponse(200)
    : {
        statusCode: 200,
        headers: { 'content-type': 'application/xml; charset=utf-8' },
        body: document,
      };

/** The safe answer to what came, as far as it could be read; `goodbye` is the document of the goodbye prompt. */
export function safeResponse(
  {
    fields = {},
    query,
  }: { readonly fields?: Readonly<Record<string, unknown>>; readonly query?: URLSearchParams },
  goodbye: string,
): Response {
  const safe = safeFor(fields, query);
  return answerTo(safe, safe === 'connect' ? CONNECT_DOCUMENT : goodbye);
}

/** Tells whether an answer gives somebody something to hear. */
export const isHeard = ({ statusCode, body }: Response): boolean => statusCode === 200 && body !== '';

/** A status and headers alone. */
export const emptyResponse = (statusCode: number, headers: Record<string, string> = {}): Response => ({
  statusCode,
  headers,
  body: '',
});

/** RFC 9457, for the person who put this URL somewhere it does not belong. */
const problemResponse = (statusCode: number, { message, issues }: CallbackError): Response => ({
  statusCode,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({ title: message, status: statusCode, issues }),
});

/** The answer to each fault. An `invalid` callback belongs to a live call, and a call hears something. */
const RESPONSES: Readonly<Record<CallbackFault, (error: CallbackError, safe: Response) => Response>> = {
  unauthenticated: () => emptyResponse(404),
  'method-not-allowed': () => emptyResponse(405, { allow: 'GET, POST' }),
  'too-large': (error) => problemResponse(413, error),
  unreadable: (error) => problemResponse(400, error),
  invalid: (_error, safe) => safe,
};

/** The answer to a callback that cannot be handled as one. */
export const faultResponse = (error: CallbackError, safe: Response): Response =>
  RESPONSES[error.fault](error, safe);
