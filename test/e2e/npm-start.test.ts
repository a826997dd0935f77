import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PROJECT } from '../bin/program.ts';

let folder: string;
let npm: ChildProcess;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
  writeFileSync(join(folder, 'recovery.json'), '{}');
});
afterEach(() => {
  npm.kill('SIGKILL');
  rmSync(folder, { recursive: true, maxRetries: 3 });
});

/** Starts the server by the real npm, and gives where it listens. */
async function start(): Promise<string> {
  const environment = {
    PORT: '0',
    CALLBACK_TOKEN: 'a-token-that-nobody-else-has-got',
    RECOVERY_FILE: join(folder, 'recovery.json'),
    DATA_DIR: join(folder, 'data'),
  };
  npm = spawn('npm', ['start'], { cwd: PROJECT, env: { ...process.env, ...environment } });
  let told = '';
  npm.stdout?.setEncoding('utf8').on('data', (text) => {
    told += text;
  });
  await expect.poll(() => told, { timeout: 45_000 }).toContain('Requests:\n');
  return /listens on (\S+)/.exec(told)?.[1] ?? '';
}

// Killed, it can forward nothing.
it.each(['SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('%s to npm frees port and folder', async (signal) => {
  const baseUrl = await start();
  expect((await fetch(baseUrl)).status).toBe(404);
  npm.kill(signal);
  const isGone = () =>
    fetch(baseUrl).then(
      () => false,
      () => true,
    );
  await expect.poll(isGone, { timeout: 20_000 }).toBe(true);
  await expect.poll(() => readdirSync(join(folder, 'data')), { timeout: 20_000 }).toEqual(['dynamodb']);
});
