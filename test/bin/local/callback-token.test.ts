import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkToken, hashToken, keptToken, makeToken } from '../../../bin/local/callback-token.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'token-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('is made once and kept, readable by its owner only', () => {
  const data = join(folder, 'data');
  const token = keptToken(data);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(keptToken(data)).toBe(token);
  expect(readFileSync(join(data, 'callback-token'), 'utf8')).toBe(`${token}\n`);
  expect(statSync(join(data, 'callback-token')).mode & 0o777).toBe(0o600);
});

test('a kept token that a person replaced is taken', () => {
  writeFileSync(join(folder, 'callback-token'), '  my-own.token~1 \n');
  expect(keptToken(folder)).toBe('my-own.token~1');
});

test('an empty file is an error that names it', () => {
  writeFileSync(join(folder, 'callback-token'), '');
  expect(() => keptToken(folder)).toThrow(join(folder, 'callback-token'));
});

test.each(['a/b', 'a b', 'ü', '', 'a?b', 'a%20'])(
  '%j cannot stand in a URL, and the message does not repeat it',
  (token) => {
    expect(() => checkToken(token, 'CALLBACK_TOKEN')).toThrow(/^CALLBACK_TOKEN must be made of/);
  },
);

test('the hash is SHA-256 in lower-case hex', () => {
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(makeToken()).not.toBe(makeToken());
});
