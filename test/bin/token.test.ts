import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { startProgram } from './program.ts';

async function run(...options: string[]) {
  const { stdout, stderr, ended } = startProgram('token.ts', {}, options);
  const code = await ended;
  return { code, stdout: stdout(), stderr: stderr() };
}

test('prints a token, its SHA-256 and the line that deploys it', async () => {
  const { code, stdout, stderr } = await run();
  const token = /token {4}(\S+)/.exec(stdout)?.[1] ?? '';
  expect(token).toMatch(/^[\w-]{43}$/);
  const sha256 = createHash('sha256').update(token).digest('hex');
  expect(stdout).toContain(`SHA-256  ${sha256}\n`);
  expect(stdout).toContain(`npx cdk deploy -c callbackTokenSha256=${sha256}\n`);
  expect(stdout).toContain('<old hash>,<new hash>');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('--quiet prints a token of 256 bits and nothing else', async () => {
  const { code, stdout } = await run('--quiet');
  expect(stdout).toMatch(/^[\w-]{43}\n$/);
  expect(Buffer.from(stdout.trim(), 'base64url')).toHaveLength(32);
  expect(code).toBe(0);
});

test('no two tokens are alike', async () => {
  const runs = await Promise.all([run('--quiet'), run('--quiet'), run('--quiet')]);
  expect(new Set(runs.map(({ stdout }) => stdout)).size).toBe(3);
});

test('an unknown option is one line and exit 1', async () => {
  const { code, stdout, stderr } = await run('--nonsense');
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
});
