import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readServerSettings } from '../../../bin/local/settings.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

let folder: string;
let variables: Record<string, string>;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'));
  writeFileSync(join(folder, 'policy.json'), '{}');
  variables = { RECOVERY_FILE: join(folder, 'policy.json'), DATA_DIR: join(folder, 'data') };
});
afterEach(() => rmSync(folder, { recursive: true }));

test('everything but files has a default; blank counts as unset', () => {
  expect(
    readServerSettings({ ...variables, PORT: ' ', OUTCOMES_TABLE: '', AWS_ENDPOINT_URL_DYNAMODB: '' }),
  ).toMatchObject({
    port: 3000,
    tableName: 'outcomes',
    dynamoDbEndpoint: undefined,
    policy: { routes: [] },
    token: expect.stringMatching(/^[\w-]{43}$/),
    tokenSource: join(folder, 'data', 'callback-token'),
  });
});

test('every variable is read; an option wins over its variable', () => {
  const given = {
    ...variables,
    PORT: '0',
    OUTCOMES_TABLE: 'my.table',
    CALLBACK_TOKEN: 'my-own-token-of-32-characters-00.',
    AWS_ENDPOINT_URL_DYNAMODB: 'http://localhost:8000',
    PUBLIC_URL: 'https://calls.example.com/base/',
    FALLBACK_BASE_URL: 'http://127.0.0.1:3100/',
  };
  const settings = readServerSettings(given);
  expect(settings).toMatchObject({
    port: 0,
    tableName: 'my.table',
    token: 'my-own-token-of-32-characters-00.',
    tokenSource: 'CALLBACK_TOKEN',
    dynamoDbEndpoint: 'http://localhost:8000',
    publicUrl: 'https://calls.example.com/base',
    fallbackBaseUrl: 'http://127.0.0.1:3100',
    dataDirectory: join(folder, 'data'),
  });
  expect(existsSync(settings.dataDirectory)).toBe(false);
  const option = { publicUrl: 'https://a.example.com/' };
  expect(readServerSettings({ ...given, PUBLIC_URL: 'no' }, option).publicUrl).toBe('https://a.example.com');
});

test.each([
  ['PORT', 'abc', 'PORT must be a number from 0 to 65535, not "abc"'],
  ['PORT', '65536', 'PORT must be a number'],
  ['PORT', '3e3', 'PORT must be a number'],
  ['OUTCOMES_TABLE', 'no blanks', 'OUTCOMES_TABLE must be 3 to 255'],
  ['OUTCOMES_TABLE', 'ab', 'OUTCOMES_TABLE must be 3 to 255'],
  ['AWS_ENDPOINT_URL_DYNAMODB', 'localhost:8000', 'AWS_ENDPOINT_URL_DYNAMODB must be an http or https URL'],
  ['CALLBACK_TOKEN', 'call', 'Make one: npx bandwidth-call-recovery token --quiet'],
  ['RECOVERY_FILE', 'not-there.json', 'not-there.json'],
  ['PUBLIC_URL', 'http://calls.example.com', 'PUBLIC_URL, must be the https URL of a tunnel'],
  ['PUBLIC_URL', 'https://calls.example.com/?a', 'without a query'],
  ['PUBLIC_URL', 'https://me:secret@calls.example.com', 'PUBLIC_URL'],
  ['PUBLIC_URL', 'calls.example.com', 'PUBLIC_URL'],
  ['FALLBACK_BASE_URL', '127.0.0.1:3100', 'FALLBACK_BASE_URL must be an http or https URL without a query'],
  ['FALLBACK_BASE_URL', 'http://127.0.0.1:3100/?a', 'without a query'],
])('%s=%s is told in one line', (name, value, message) => {
  const read = () => readServerSettings({ ...variables, [name]: value });
  expect(read).toThrow(UsageError);
  expect(read).toThrow(message);
  expect(read).not.toThrow('\n');
});

test('no token is made when something else is wrong', () => {
  expect(() => readServerSettings({ ...variables, PORT: 'abc' })).toThrow();
  expect(existsSync(join(folder, 'data'))).toBe(false);
});
