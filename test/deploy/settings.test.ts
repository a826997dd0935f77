import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { findPython } from './python.ts';
import { readSettings } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'deploy-test-settings-'));
const tokenFile = join(folder, 'token');
writeFileSync(tokenFile, 'a-token-of-nobody-0123456789-abcdef\n');
writeFileSync(join(folder, 'short'), 'call\n');
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

it('is told nothing: the emulator', () => {
  expect(readSettings([])).toBeUndefined();
});

it('is told a stack and where the token is', () => {
  expect(readSettings(['--stack', 'CallRecovery-dev', '--token-file', tokenFile])).toEqual({
    stack: 'CallRecovery-dev',
    token: 'a-token-of-nobody-0123456789-abcdef',
    policy: 'recovery.json',
    calls: 200,
  });
});

it.each([
  ['neither stack nor URL', ['--token-file', tokenFile], 'Give --stack or --url, one of them'],
  ['both', ['--stack', 's', '--url', 'https://x', '--token-file', tokenFile], 'Give --stack or --url'],
  ['no token', ['--stack', 's'], 'Give --token-file'],
  ['no file', ['--stack', 's', '--token-file', join(folder, 'none')], 'cannot read the token file'],
  ['a token that is none', ['--stack', 's', '--token-file', join(folder, 'short')], 'the token alone: 32'],
  ['no number', ['--url', 'https://x', '--token-file', tokenFile, '--calls', 'all'], '--calls must be'],
])('refuses %s', (_what, given, message) => {
  expect(() => readSettings(given)).toThrow(message);
});

it('without Python says what is needed, and that nothing else needs it', async () => {
  vi.stubEnv('PATH', '/nowhere');
  await expect(findPython()).rejects.toThrow(
    /needs Python 3\.10 or later .* Nothing else of this project needs it/,
  );
});
