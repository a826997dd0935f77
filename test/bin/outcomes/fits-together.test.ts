import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { PROJECT, startProgram } from '../program.ts';

const TOKEN = 'a-token-of_no-account-0123456789';
const FIXTURE = readFileSync(`${PROJECT}/bin/documented-events/refer-target-404.json`, 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'fits-'));
const PORT = '4410';
const variables = { DATA_DIR: folder, TZ: 'UTC' };
let server: ReturnType<typeof startProgram>;

beforeAll(async () => {
  server = startProgram('local.ts', { ...variables, PORT, CALLBACK_TOKEN: TOKEN });
  await vi.waitFor(() => expect(server.stdout()).toContain(`:${PORT}`), { timeout: 20_000 });
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.ended;
  rmSync(folder, { recursive: true });
});

const outcomes = (...given: string[]) => startProgram('outcomes.ts', variables, given);
async function told(...given: string[]): Promise<string> {
  const { stdout, ended } = outcomes(...given);
  expect(await ended).toBe(0);
  return stdout().replaceAll(/\n +/g, ' ');
}

test('a documented callback of April: tail shows it, list and stats say how to see it', async () => {
  const tail = outcomes('tail', '--every', '0.2s');
  await expect.poll(tail.stderr, { timeout: 20_000 }).toContain('Ctrl-C ends it.');
  const { status } = await fetch(`http://127.0.0.1:${PORT}/${TOKEN}/refer-complete`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: FIXTURE,
  });
  expect(status).toBe(200);
  await expect.poll(tail.stdout, { timeout: 20_000 }).toContain(JSON.parse(FIXTURE).callId);
  tail.child.kill('SIGINT');
  expect(await tail.ended).toBe(0);
  for (const command of ['list', 'stats']) {
    const hint =
      /The newest is dated 2026-04-30 .* UTC: (--since 2026-04-30 --until 2026-05-01) shows it\.\n$/;
    const options = hint.exec(await told(command))?.[1] ?? 'no hint';
    expect(await told(command, ...options.split(' '))).toMatch(/1 (?:found|counted), from 2026-04-30/);
  }
});
