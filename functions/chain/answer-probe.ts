import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { emptyResponse } from './responses.ts';

/** The whole query string of a request that asks only whether a URL and its token are right. */
export const PROBE_QUERY = 'probe=1';

/** 204 for a probe, and `undefined` for every other request. A probe has no callId, so no callback is one. */
export const answerProbe = (event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 | undefined =>
  event.requestContext.http.method === 'GET' && event.rawQueryString === PROBE_QUERY
    ? emptyResponse(204)
    : undefined;
