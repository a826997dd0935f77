import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { DOCUMENTED_EVENTS } from '../../bin/documented-events/documented-events.ts';
import { gatewayEvent } from '../../bin/local/gateway-event.ts';

/** The callback that is measured: every contestant answers it. */
export const MEASURED_CALLBACK = 'refer-complete';

/** The token in every request. */
export const TOKEN = 'q7pFZ0cHk1rO8sW5x-benchmark-only-_Lm3uVyT2d';

/** A hand-off the app of a user began, and one of a conversation that runs. */
const QUERIES = [
  '',
  'route=support&destination=sip%3Aalice%40desk.example.com&attempt=1',
  'route=support&destination=sip%3Abob%40desk.example.com&attempt=2',
];

const documentedEvents = (): readonly string[] =>
  Object.entries(DOCUMENTED_EVENTS)
    .filter(([name]) => name.startsWith('refer-'))
    .map(([, event]) => JSON.stringify(event));

const USER_AGENT = 'BandwidthAPI/2.0';
const HOST = 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com';

/**
 * The whole context that HTTP API gives: our functions read little of it, the parser of a peer wants all
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
const contextOf = (
  path: string,
  routeKey: string,
  requestId: string,
): APIGatewayProxyEventV2['requestContext'] => ({
  accountId: '000000000000',
  apiId: 'a1b2c3d4e5',
  domainName: HOST,
  domainPrefix: 'a1b2c3d4e5',
  http: { method: 'POST', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: USER_AGENT },
  requestId,
  routeKey,
  stage: '$default',
  time: '21/Nov/2026:22:00:00 +0000',
  timeEpoch: Date.parse('2026-11-21T22:00:00Z'),
});

function requestWith(body: string, query: string): APIGatewayProxyEventV2 {
  const path = `/${TOKEN}/${MEASURED_CALLBACK}`;
  const headers = {
    accept: '*/*',
    'content-length': String(Buffer.byteLength(body)),
    'content-type': 'application/json; charset=utf-8',
    host: HOST,
    'user-agent': USER_AGENT,
    'x-amzn-trace-id': 'Root=1-69209c7e-0123456789abcdef01234567',
  };
  const request = { method: 'POST', url: query ? `${path}?${query}` : path, headers };
  const event = gatewayEvent(request, Buffer.from(body), { name: MEASURED_CALLBACK, token: TOKEN });
  return {
    ...event,
    requestContext: contextOf(path, event.routeKey, event.requestContext.requestId),
    body,
    isBase64Encoded: false,
  };
}

/** Every documented `referComplete`, at the start of a conversation and in the middle of one. */
export const measuredRequests = (): readonly APIGatewayProxyEventV2[] =>
  QUERIES.flatMap((query) => documentedEvents().map((body) => requestWith(body, query)));
