import { expect, test } from 'vitest';
import { gatewayEvent, gatewayRoute } from '../../../bin/local/gateway-event.ts';

test.each(['', '?', '?attempt=2', '?a=1?b=2', '?from=%2B15551234567'])(
  'with the query %j, holds what the functions read',
  (query) => {
    const request = { method: 'POST', url: `/secret/refer-complete${query}`, headers: { host: 'localhost' } };
    const body = Buffer.from('{"callId":"ü"}\xff', 'latin1');
    expect(gatewayEvent(request, body, { name: 'refer-complete', token: 'secret' })).toEqual({
      version: '2.0',
      routeKey: 'ANY /{token}/refer-complete',
      rawPath: '/secret/refer-complete',
      rawQueryString: query.slice(1),
      headers: { host: 'localhost' },
      requestContext: {
        http: { method: 'POST', path: '/secret/refer-complete', sourceIp: '127.0.0.1' },
        requestId: expect.stringMatching(/^[\da-f-]{36}$/),
      },
      pathParameters: { token: 'secret' },
      body: body.toString('base64'),
      isBase64Encoded: true,
    });
  },
);

test.each([
  ['/secret/refer-complete', { name: 'refer-complete', token: 'secret' }],
  ['/secret/transfer-complete?attempt=2', { name: 'transfer-complete', token: 'secret' }],
  ['/a%2Fb/refer-complete?', { name: 'refer-complete', token: 'a%2Fb' }],
])('the path %j is that of %j', (url, route) => {
  expect(gatewayRoute(url)).toEqual(route);
});

test('every other path is no route', () => {
  const inToken = ['', '/', '/more', '?'].map((end) => `/secret${end}`);
  const others = ['Refer-Complete', 'other', 'refer-complete/', 'refer-complete/more'];
  const paths = ['', '/', '*', '/refer-complete', '//refer-complete', '/secret?/refer-complete'];
  for (const path of [...paths, ...inToken, ...others.map((other) => `/secret/${other}`)])
    expect(gatewayRoute(path), path).toBeUndefined();
});
