import type { APIGatewayProxyStructuredResultV2 as Response } from 'aws-lambda';
import type { CallbackError, CallbackFault } from './errors.ts';

/** 200 with a document that the call executes. */
export const bxmlResponse = (document: string): Response => ({
  statusCode: 200,
  headers: { 'content-type': 'application/xml; charset=utf-8' },
  body: document,
});

const emptyResponse = (statusCode: number, headers: Record<string, string> = {}): Response => ({
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
const RESPONSES: Readonly<Record<CallbackFault, (error: CallbackError, safeAnswer: string) => Response>> = {
  unauthenticated: () => emptyResponse(404),
  'method-not-allowed': () => emptyResponse(405, { allow: 'GET, POST' }),
  'too-large': (error) => problemResponse(413, error),
  unreadable: (error) => problemResponse(400, error),
  invalid: (_error, safeAnswer) => bxmlResponse(safeAnswer),
};

/** The answer to a callback that cannot be handled as one. */
export const faultResponse = (error: CallbackError, safeAnswer: string): Response =>
  RESPONSES[error.fault](error, safeAnswer);
