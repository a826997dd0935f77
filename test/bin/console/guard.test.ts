import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { isFromOurPage, isFromThisMachine } from '../../../bin/console/guard.ts';

const request = (headers: Record<string, string>, method = 'GET', localPort = 3000) =>
  ({ headers, method, socket: { localPort } }) as unknown as IncomingMessage;

test.each(['127.0.0.1:3000', 'localhost:3000'])('this machine is %s', (host) => {
  expect(isFromThisMachine(request({ host }))).toBe(true);
});

test('port 80 is not written', () => {
  expect(isFromThisMachine(request({ host: 'localhost' }, 'GET', 80))).toBe(true);
  expect(isFromThisMachine(request({ host: 'localhost' }))).toBe(false);
});

test.each(['evil.example.com', 'evil.example.com:3000', 'localhost.evil.example:3000', '127.0.0.1:3001', ''])(
  'another host is not: "%s"',
  (host) => expect(isFromThisMachine(request({ host }))).toBe(false),
);

test('no host is not', () => expect(isFromThisMachine(request({}))).toBe(false));

test.each(['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'cf-connecting-ip', 'via'])(
  'what came through a tunnel is not, even with our host: %s',
  (name) => expect(isFromThisMachine(request({ host: 'localhost:3000', [name]: 'x' }))).toBe(false),
);

test('reading is for our page, and for who types the address', () => {
  expect(isFromOurPage(request({}))).toBe(true);
  expect(isFromOurPage(request({ 'sec-fetch-site': 'same-origin' }))).toBe(true);
  expect(isFromOurPage(request({ 'sec-fetch-site': 'none' }))).toBe(true);
  expect(isFromOurPage(request({ 'sec-fetch-site': 'cross-site' }))).toBe(false);
  expect(isFromOurPage(request({ 'sec-fetch-site': 'same-site' }))).toBe(false);
  const host = 'localhost:3000';
  expect(isFromOurPage(request({ host, origin: 'http://localhost:3000' }))).toBe(true);
  expect(isFromOurPage(request({ host, origin: 'http://localhost:3001' }))).toBe(false);
});

test('changing something needs our origin', () => {
  const host = 'localhost:3000';
  expect(isFromOurPage(request({ host, origin: 'http://localhost:3000' }, 'POST'))).toBe(true);
  expect(isFromOurPage(request({ host, origin: 'http://localhost:3001' }, 'POST'))).toBe(false);
  expect(isFromOurPage(request({ host, origin: 'null' }, 'POST'))).toBe(false);
  expect(isFromOurPage(request({ host }, 'POST'))).toBe(false);
});
