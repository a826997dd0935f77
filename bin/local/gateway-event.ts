import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { CALLBACKS, type CallbackName } from '../../functions/callbacks.ts';

/** A request path of the routes `/{token}/{callback}`. */
export interface GatewayRoute {
  readonly name: CallbackName;
  /** As in the path: not decoded. */
  readonly token: string;
}

/** One HTTP request, read whole. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query, as on the wire. */
  readonly url: string;
  /** Lower-case names, every value of a repeated header. */
  readonly headers: Readonly<Record<string, readonly string[] | undefined>>;
  readonly body: Buffer;
  readonly httpVersion: string;
  readonly sourceIp: string;
  readonly port: number;
}

/**
 * The content types whose body HTTP API passes on as text; all others arrive in
 * base64, also a missing type and a form. AWS documents no list: this one was
 * measured (https://github.com/ministackorg/ministack/pull/766).
 */
const TEXT = /^(?:text\/|application\/(?:json|xml|javascript)\s*(?:;|$))/i;

/** Finds the callback of a request; `undefined` for every path that API Gateway would not know. */
export function gatewayRoute(url: string): GatewayRoute | undefined {
  const [, token, last] = /^\/([^/?]+)\/([^/?]+)(?:\?|$)/.exec(url) ?? [];
  const callback = CALLBACKS.find(({ name }) => name === last);
  return callback && token !== undefined ? { name: callback.name, token } : undefined;
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Joins repeated names by comma, as payload format 2.0 does; `undefined` when there are none. */
function joinByName(pairs: Iterable<readonly [string, string]>): Record<string, string> | undefined {
  // A null prototype, so that `__proto__` is a name as any other.
  const joined: Record<string, string> = Object.create(null);
  for (const [name, value] of pairs) joined[name] = name in joined ? `${joined[name]},${value}` : value;
  return Object.keys(joined).length > 0 ? { ...joined } : undefined;
}

/** The time as in an access log: `21/Nov/2026:21:33:00 +0000`. */
function commonLogTime(time: Date): string {
  const [, day, month, year, clock] = time.toUTCString().split(' ');
  return `${day}/${month}/${year}:${clock} +0000`;
}

/**
 * Turns a request into the event that HTTP API gives a Lambda function, payload format 2.0, without cookies
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html).
 */
export function gatewayEvent(
  request: GatewayRequest,
  { name, token }: GatewayRoute,
  { requestId, time }: { readonly requestId: string; readonly time: Date },
): APIGatewayProxyEventV2 {
  const { method, url, body, httpVersion, sourceIp, port } = request;
  const [path = '', ...query] = url.split('?');
  const rawQueryString = query.join('?');
  const sent = Object.entries(request.headers).map(([name, values = []]) => [name, values.join(',')]);
  const headers: Record<string, string> = {
    ...Object.fromEntries(sent),
    'x-forwarded-for': sourceIp,
    'x-forwarded-port': String(port),
    'x-forwarded-proto': 'http',
  };
  const queryStringParameters = joinByName(new URLSearchParams(rawQueryString));
  const isText = TEXT.test(headers['content-type'] ?? '');
  const routeKey = `ANY /{token}/${name}`;
  const rawPath = decode(path);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString,
    headers,
    ...(queryStringParameters && { queryStringParameters }),
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path: rawPath,
        protocol: `HTTP/${httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(time),
      timeEpoch: time.getTime(),
    },
    pathParameters: { token: decode(token) },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}
