import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_METRICS_NAMESPACE } from '../../../functions/metrics.ts';
import { SAFE_ANSWER, sha256, TOKEN } from '../../support/requests.ts';

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

function run(changes: Record<string, string | undefined> = {}) {
  const { status, stdout } = spawnSync(process.execPath, [PROGRAM], {
    env: { ...ENVIRONMENT, ...changes } as NodeJS.ProcessEnv,
    encoding: 'utf8',
  });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { status, log: lines.slice(0, -1), answered: lines.at(-1).answered };
}

describe('defects that nobody catches', () => {
  it('a rejected promise and an error in a timer: logged, and the process goes on to answer', () => {
    const { status, log, answered } = run();
    expect(status).toBe(0);
    expect(answered).toMatchObject({ statusCode: 200, body: expect.stringContaining('<Response/>') });
    const defects = log.filter(({ message }) => message === 'defect');
    expect(defects).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        event: 'unhandledRejection',
        error: expect.objectContaining({ message: 'nobody awaits this' }),
      }),
      expect.objectContaining({
        level: 'ERROR',
        event: 'uncaughtException',
        error: expect.objectContaining({ message: 'thrown in a timer' }),
      }),
    ]);
  });
});

describe('a function that cannot be set up', () => {
  it.each([
    ['OUTCOMES_TABLE', undefined, 'environment variable OUTCOMES_TABLE is not set'],
    ['CALLBACK_TOKEN_SHA256', TOKEN, 'callback token hashes must be SHA-256'],
    ['OUTCOME_TTL_DAYS', 'ninety', 'environment variable OUTCOME_TTL_DAYS must be'],
  ])('because of %s answers the safe document, and says why', (variable, value, reason) => {
    const { status, log, answered } = run({ [variable]: value });
    expect(status).toBe(0);
    expect(answered).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/xml; charset=utf-8' },
      body: SAFE_ANSWER,
    });
    expect(log).toEqual([
      expect.objectContaining({
        level: 'ERROR',
        message: 'callback answered by the safety net',
        callback: 'refer-complete',
        SafetyNetAnswers: 1,
        error: expect.objectContaining({ message: expect.stringContaining(reason) }),
      }),
    ]);
    expect(JSON.stringify(log)).not.toContain(TOKEN);
    expect(JSON.stringify(log)).toContain(`"Namespace":"${DEFAULT_METRICS_NAMESPACE}"`);
  });
});
