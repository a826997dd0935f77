import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { sha256, TOKEN } from '../../support/requests.ts';

const PROGRAM = fileURLToPath(new URL('../../support/defective-function.ts', import.meta.url));

const ENVIRONMENT = {
  PATH: process.env.PATH,
  OUTCOMES_TABLE: 'outcomes',
  OUTCOME_TTL_DAYS: '90',
  CALLBACK_TOKEN_SHA256: sha256(TOKEN).toString('hex'),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
};

it('a rejected promise that nobody awaits and an error in a timer: logged, and the process goes on to answer', () => {
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM], {
    env: ENVIRONMENT as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(lines.at(-1)).toMatchObject({
    answered: { statusCode: 200, body: expect.stringContaining('<Response/>') },
  });
  expect(lines.filter(({ message }) => message === 'defect')).toMatchObject([
    { level: 'ERROR', event: 'unhandledRejection', error: { message: 'nobody awaits this' } },
    { level: 'ERROR', event: 'uncaughtException', error: { message: 'thrown in a timer' } },
  ]);
});

it('a log that nobody reads any more: no defect of its own, told to the same log for ever', async () => {
  const child = spawn(process.execPath, [PROGRAM], {
    env: ENVIRONMENT as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 20_000,
  });
  child.stdout.destroy();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
