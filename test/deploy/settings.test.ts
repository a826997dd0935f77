import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'deploy-test-settings-'));
const tokenFile = join(folder, 'token');
writeFileSync(tokenFile, 'a-token\n');
afterAll(() => rmSync(folder, { recursive: true }));

it('is told nothing: the emulator', () => {
  expect(readSettings([])).toBe('emulator');
});

it('is told a stack and where the token is', () => {
  expect(readSettings(['--stack', 'CallRecovery-dev', '--token-file', tokenFile])).toEqual({
    stack: 'CallRecovery-dev',
    url: undefined,
    region: undefined,
    token: 'a-token',
    policyFile: 'recovery.json',
    calls: 200,
  });
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
