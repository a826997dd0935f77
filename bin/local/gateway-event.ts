import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';

/** A request path of the routes `/{token}/{callback}`. */
interface GatewayRoute {
  readonly name: CallbackName;
  readonly token: string;
}

/** The parts of a request that an event has besides its body. */
type GatewayRequest = Partial<Pick<IncomingMessage, 'method' | 'url' | 'headers'>>;

/** Finds the callback of a request; `undefined` for every path that API Gateway would not know. */
export function gatewayRoute(url: string): GatewayRoute | undefined {
  const [, token, last] = /^\/([^/?]+)\/([^/?]+)(?:\?|$)/.exec(url) ?? [];
  const callback = CALLBACKS.find(({ name }) => name === last);
  return callback && token !== undefined ? { name: callback.name, token } : undefined;
}

/**
 * Turns a request into what our functions read of the event that HTTP API gives them, payload format 2.0
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
export function gatewayEvent(
  { method = 'GET', url = '/', headers = {} }: GatewayRequest,
  body: Buffer,
  { name, token }: GatewayRoute,
): APIGatewayProxyEventV2 {
  const [path = ''] = url.split('?', 1);
  const event = {
    version: '2.0',
    routeKey: `ANY /{token}/${name}`,
    rawPath: path,
    rawQueryString: url.slice(path.length + 1),
    headers,
    requestContext: { http: { method, path, sourceIp: '127.0.0.1' }, requestId: randomUUID() },
    pathParameters: { token },
    body: body.toString('base64'),
    isBase64Encoded: true,
  };
  return event as unknown as APIGatewayProxyEventV2;
}
