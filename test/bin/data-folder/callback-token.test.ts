import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkToken, hashToken, keptToken, makeToken } from '../../../bin/data-folder/callback-token.ts';

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

test('a kept token that a person replaced is taken, and others may no longer read it', () => {
  const file = join(folder, 'callback-token');
  writeFileSync(file, '  my-own.token~1-of-32-characters- \n', { mode: 0o644 });
  expect(keptToken(folder)).toBe('my-own.token~1-of-32-characters-');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('a file without a token is an error that names it, and left alone', () => {
  const file = join(folder, 'callback-token');
  writeFileSync(file, 'a'.repeat(31), { mode: 0o644 });
  expect(() => keptToken(folder)).toThrow(file);
  expect(readFileSync(file, 'utf8')).toBe('a'.repeat(31));
  expect(statSync(file).mode & 0o777).toBe(0o644);
});

const LONG = '0123456789-0123456789-0123456789';

test.each(['/', ' ', 'ü', '?', '%20', '#', '\n', '\u202e', '"', '{', '+', '=', ':', '@', '😀'])(
  'a token with %j cannot stand in a URL, and the message does not repeat it',
  (character) => {
    const check = () => checkToken(`${LONG}${character}${LONG}`, 'CALLBACK_TOKEN');
    expect(check).toThrow(/^CALLBACK_TOKEN must be made of .*npx bandwidth-call-recovery token --quiet$/);
    expect(check).not.toThrow(LONG);
  },
);

test('the hash is SHA-256 in lower-case hex', () => {
  expect(hashToken('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(makeToken()).not.toBe(makeToken());
});
