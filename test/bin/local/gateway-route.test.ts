import { expect, test } from 'vitest';
import { gatewayRoute } from '../../../bin/local/gateway-route.ts';

test.each([
  ['/secret/refer-complete', { name: 'refer-complete', token: 'secret' }],
  ['/secret/transfer-complete', { name: 'transfer-complete', token: 'secret' }],
  ['/secret/refer-complete?attempt=2', { name: 'refer-complete', token: 'secret' }],
  ['/secret/refer-complete?', { name: 'refer-complete', token: 'secret' }],
  ['/a%2Fb/refer-complete', { name: 'refer-complete', token: 'a%2Fb' }],
])('%s is a callback', (url, route) => {
  expect(gatewayRoute(url)).toEqual(route);
});

test.each([
  '/',
  '',
  '/refer-complete',
  '//refer-complete',
  '/secret/refer-complete/',
  '/secret/refer-complete/more',
  '/secret/Refer-Complete',
  '/secret/other',
  '/secret?/refer-complete',
  '*',
])('%j is none', (url) => {
  expect(gatewayRoute(url)).toBeUndefined();
});
