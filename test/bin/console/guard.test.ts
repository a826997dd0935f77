import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { isFromOurPage, isFromThisMachine } from '../../../bin/console/guard.ts';

const request = (headers: Record<string, string>, method = 'GET', localPort = 3000) =>
  ({ headers, method, socket: { localPort } }) as unknown as IncomingMessage;

test.each([
  [{ host: '127.0.0.1:3000' }, 3000, true],
  [{ host: 'localhost:3000' }, 3000, true],
  [{ host: 'localhost' }, 80, true],
  [{ host: 'localhost' }, 3000, false],
  [{ host: 'evil.example.com' }, 3000, false],
  [{ host: 'evil.example.com:3000' }, 3000, false],
  [{ host: 'localhost.evil.example:3000' }, 3000, false],
  [{ host: '127.0.0.1:3001' }, 3000, false],
  [{ host: '' }, 3000, false],
  [{}, 3000, false],
])('the host %o on port %i is this machine: %s', (headers, port, isThis) => {
  expect(isFromThisMachine(request(headers as Record<string, string>, 'GET', port))).toBe(isThis);
});

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip', 'via'])(
  'what came through a tunnel is not, even with our host: %s',
  (name) => expect(isFromThisMachine(request({ host: 'localhost:3000', [name]: 'x' }))).toBe(false),
);

test.each([
  ['GET', {}, true],
  ['GET', { 'sec-fetch-site': 'same-origin' }, true],
  ['GET', { 'sec-fetch-site': 'none' }, true],
  ['GET', { 'sec-fetch-site': 'cross-site' }, false],
  ['GET', { 'sec-fetch-site': 'same-site' }, false],
  ['GET', { origin: 'http://localhost:3000' }, true],
  ['GET', { origin: 'http://localhost:3001' }, false],
  ['POST', { origin: 'http://localhost:3000' }, true],
  ['POST', { origin: 'http://localhost:3001' }, false],
  ['POST', { origin: 'null' }, false],
  ['POST', {}, false],
])('%s with %o is of our page: %s', (method, headers, isOurs) => {
  expect(isFromOurPage(request({ host: 'localhost:3000', ...headers }, method))).toBe(isOurs);
});
