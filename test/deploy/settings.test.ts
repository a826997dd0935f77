import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'deploy-test-settings-'));
const tokenFile = join(folder, 'token');
writeFileSync(tokenFile, 'a-token-of-nobody-0123456789-abcdef\n');
afterAll(() => rmSync(folder, { recursive: true }));

it('is told nothing: the emulator', () => {
  expect(readSettings([])).toBe('emulator');
});

it('is told a stack and where the token is', () => {
  expect(readSettings(['--stack', 'CallRecovery-dev', '--token-file', tokenFile])).toEqual({
    stack: 'CallRecovery-dev',
    url: undefined,
    region: undefined,
    token: 'a-token-of-nobody-0123456789-abcdef',
    policyFile: 'recovery.json',
    calls: 200,
  });
});

it('refuses a token that is none', () => {
  writeFileSync(join(folder, 'short'), 'call\n');
  expect(() => readSettings(['--stack', 's', '--token-file', join(folder, 'short')])).toThrow(
    'must hold the token alone: 32 or more',
  );
});

it.each([
  ['neither stack nor URL', ['--token-file', tokenFile], 'give --stack or --url, one of them'],
  ['both', ['--stack', 's', '--url', 'https://x', '--token-file', tokenFile], 'give --stack or --url'],
  ['no token', ['--stack', 's'], 'give --token-file'],
  ['no number', ['--url', 'https://x', '--token-file', tokenFile, '--calls', 'all'], '--calls must be'],
  ['something unknown', ['--destroy'], "Unknown option '--destroy'"],
])('refuses %s', (_what, given, message) => {
  expect(() => readSettings(given)).toThrow(message);
});
