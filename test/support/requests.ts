import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { CALLBACK_WORDS } from '../../bin/words/callbacks.ts';
import { safeAnswer } from '../../functions/bxml/document.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import { callbackHandler } from '../../functions/chain/chain.ts';
import type { Callback, CallEvent, Deployment } from '../../functions/chain/contract.ts';
import type { OutcomeStore } from '../../functions/outcomes/store.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';

export const TOKEN = 'Zq8v-THE-CALLBACK-TOKEN-_1x';

export const sha256 = (token: string): Buffer => createHash('sha256').update(token).digest();

/** One route for every call, with two destinations. */
export const POLICY = parsePolicy({
  routes: [{ name: 'support', destinations: ['sip:alice@desk.example.com', 'sip:bob@desk.example.com'] }],
});

export const SAFE_ANSWER = safeAnswer(POLICY);

/** What items say of the policy. */
export const POLICY_HASH = '0123abcd';

/** What a call hears that nothing can be decided about. */
export const SAFE = {
  statusCode: 200,
  headers: { 'content-type': 'application/xml; charset=utf-8' },
  body: SAFE_ANSWER,
};

/** A store and a queue that take nothing. */
export const DOWN = {
  put: () => Promise.reject(new Error('down')),
  send: () => Promise.reject(new Error('down')),
};

/** A store that takes everything. */
export const UP: OutcomeStore = { put: async () => 'stored' };

/** The clock of every deployment made here. */
export const NOW = '2026-11-21T22:00:00.000Z';

export const deploymentWith = (store: OutcomeStore, changes: Partial<Deployment> = {}): Deployment => ({
  policy: POLICY,
  policyHash: POLICY_HASH,
  safeAnswer: SAFE_ANSWER,
  store,
  tokenHashes: [sha256(TOKEN)],
  ttlDays: 90,
  recordingMilliseconds: 4000,
  nowEpochMilliseconds: () => Date.parse(NOW),
  ...changes,
});

/** The documented events, with the callback that each comes to. */
export const DOCUMENTED = [
  ['refer-complete', 'refer-success'],
  ['refer-complete', 'refer-rejected-405'],
  ['refer-complete', 'refer-target-404'],
  ['refer-complete', 'refer-notify-timeout'],
  ['transfer-complete', 'transfer-hangup'],
  ['transfer-complete', 'transfer-hangup-enqueued'],
  ['transfer-complete', 'transfer-busy'],
] as const;

/** A documented event by the name of its file; a callId of one's own keeps tests apart. */
export function documented(fixture: string, changes: object = {}): Record<string, unknown> {
  const file = new URL(`../../bin/documented-events/${fixture}.json`, import.meta.url);
  return { ...JSON.parse(readFileSync(file, 'utf8')), ...changes };
}

/** An event as GET sends it. */
export const queryOf = (event: object): string =>
  new URLSearchParams(
    Object.entries(event).map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();

export interface SentRequest {
  readonly name?: CallbackName;
  readonly method?: string;
  /** `undefined`: a request without one. */
  readonly token?: string | undefined;
  readonly query?: string;
  /** An object is sent as JSON. */
  readonly body?: string | object | undefined;
  readonly isBase64Encoded?: boolean;
}

export function gatewayEvent(sent: SentRequest): APIGatewayProxyEventV2 {
  const { name = 'refer-complete', method = 'POST', query = '', body, isBase64Encoded = false } = sent;
  const token = 'token' in sent ? sent.token : TOKEN;
  const path = `/${token ?? ''}/${name}`;
  return {
    version: '2.0',
    routeKey: `ANY /{token}/${name}`,
    rawPath: path,
    rawQueryString: query,
    headers: { 'content-type': 'application/json', 'content-length': '0' },
    requestContext: {
      requestId: `request-${name}`,
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
    } as APIGatewayProxyEventV2['requestContext'],
    ...(token !== undefined && { pathParameters: { token } }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded,
  };
}

/** Sends a request through the chain of a callback, as API Gateway would. */
export async function sendTo<Event extends CallEvent>(
  callback: Callback<Event>,
  deployment: Deployment,
  sent: SentRequest,
  remainingMilliseconds = 10_000,
): Promise<APIGatewayProxyStructuredResultV2> {
  const handler = callbackHandler(callback, deployment);
  const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => remainingMilliseconds };
  return await handler(gatewayEvent({ name: callback.name, ...sent }) as never, context as Context);
}

/** Sends a request to the callback that it names; `refer-complete`, if none. */
export const send = (deployment: Deployment, sent: SentRequest) =>
  sendTo<CallEvent>(
    CALLBACK_WORDS[sent.name ?? 'refer-complete'].callback as Callback<CallEvent>,
    deployment,
    sent,
  );
