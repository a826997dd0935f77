import { describe, expect, test } from 'vitest';
import { type GatewayRequest, gatewayEvent, gatewayRoute } from '../../../bin/local/gateway-event.ts';

const ARRIVAL = { requestId: 'request-1', time: new Date('2026-11-21T21:33:05.123Z') };
const ROUTE = { name: 'refer-complete', token: 'secret' } as const;
const REQUEST: GatewayRequest = {
  method: 'POST',
  url: '/secret/refer-complete',
  headers: { host: ['localhost:3000'], 'content-type': ['application/json'], 'user-agent': ['Bandwidth'] },
  body: Buffer.from('{"callId":"ü"}'),
  httpVersion: '1.1',
  sourceIp: '127.0.0.1',
  port: 3000,
};
const eventOf = (change: Partial<GatewayRequest> = {}, token: string = ROUTE.token) =>
  gatewayEvent({ ...REQUEST, ...change }, { ...ROUTE, token }, ARRIVAL);

test('has every field of payload format 2.0', () => {
  expect(eventOf({ url: '/secret/refer-complete?attempt=2' })).toEqual({
    version: '2.0',
    routeKey: 'ANY /{token}/refer-complete',
    rawPath: '/secret/refer-complete',
    rawQueryString: 'attempt=2',
    headers: {
      host: 'localhost:3000',
      'content-type': 'application/json',
      'user-agent': 'Bandwidth',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': '3000',
      'x-forwarded-proto': 'http',
    },
    queryStringParameters: { attempt: '2' },
    pathParameters: { token: 'secret' },
    requestContext: {
      accountId: 'local',
      apiId: 'local',
      domainName: 'localhost:3000',
      domainPrefix: 'local',
      http: {
        method: 'POST',
        path: '/secret/refer-complete',
        protocol: 'HTTP/1.1',
        sourceIp: '127.0.0.1',
        userAgent: 'Bandwidth',
      },
      requestId: 'request-1',
      routeKey: 'ANY /{token}/refer-complete',
      stage: '$default',
      time: '21/Nov/2026:21:33:05 +0000',
      timeEpoch: 1795296785123,
    },
    body: '{"callId":"ü"}',
    isBase64Encoded: false,
  });
});

test.each([
  ['', undefined],
  ['?', undefined],
  ['?a=1&a=2&b=3', { a: '1,2', b: '3' }],
  ['?destination=sip%3Aa%40b%2Cc', { destination: 'sip:a@b,c' }],
  ['?from=+15551234567', { from: ' 15551234567' }],
  ['?from=%2B15551234567', { from: '+15551234567' }],
  ['?a', { a: '' }],
  ['?a=1?b=2', { a: '1?b=2' }],
  ['?__proto__=x', JSON.parse('{"__proto__":"x"}')],
])('the query %j reads as %j, and stays as it is in rawQueryString', (query, parameters) => {
  const event = eventOf({ url: `/secret/refer-complete${query}` });
  expect(event.queryStringParameters).toEqual(parameters);
  expect(event.rawQueryString).toBe(query.slice(1));
});

test.each([
  ['a%2Fb%20c', 'a/b c'],
  ['%C3%BC', 'ü'],
  ['100%', '100%'],
  ['a+b', 'a+b'],
])('the token %s arrives as %s', (token, decoded) => {
  expect(eventOf({ url: `/${token}/refer-complete` }, token)).toMatchObject({
    pathParameters: { token: decoded },
    rawPath: `/${decoded}/refer-complete`,
  });
});

test('repeated headers are joined by comma, missing ones are blank in the context', () => {
  expect(eventOf({ headers: { 'x-a': ['1', '2'] } })).toMatchObject({
    headers: { 'x-a': '1,2' },
    requestContext: { domainName: 'localhost', http: { userAgent: '' } },
  });
});

describe('body', () => {
  const bodyOf = (type: string | undefined, body = Buffer.from('é')) => {
    const event = eventOf({ headers: type === undefined ? {} : { 'content-type': [type] }, body });
    return { body: event.body, isBase64Encoded: event.isBase64Encoded };
  };

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/xml',
    'text/plain',
    'application/javascript',
  ])('of type %s is text', (type) => {
    expect(bodyOf(type)).toEqual({ body: 'é', isBase64Encoded: false });
  });

  test.each([
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'application/jsonp',
    'application/problem+json',
    undefined,
  ])('of type %s is base64', (type) => {
    expect(bodyOf(type)).toEqual({ body: 'w6k=', isBase64Encoded: true });
  });

  test('of no bytes is absent', () => {
    expect(bodyOf(undefined, Buffer.alloc(0))).toEqual({ body: undefined, isBase64Encoded: false });
  });
});

test.each([
  ['/secret/refer-complete', { name: 'refer-complete', token: 'secret' }],
  ['/secret/transfer-complete?attempt=2', { name: 'transfer-complete', token: 'secret' }],
  ['/a%2Fb/refer-complete?', { name: 'refer-complete', token: 'a%2Fb' }],
  ['/', undefined],
  ['', undefined],
  ['/refer-complete', undefined],
  ['//refer-complete', undefined],
  ['/secret/refer-complete/', undefined],
  ['/secret/refer-complete/more', undefined],
  ['/secret/Refer-Complete', undefined],
  ['/secret/other', undefined],
  ['/secret?/refer-complete', undefined],
  ['*', undefined],
])('the path %j is that of %j', (url, route) => {
  expect(gatewayRoute(url)).toEqual(route);
});
