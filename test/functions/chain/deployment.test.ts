import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployedHandler } from '../../../functions/chain/deployment.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { DEFECT_EVENTS, keepListeners } from '../../support/kept-listeners.ts';
import { gatewayEvent, POLICY, POLICY_HASH, SAFE_ANSWER, sha256, TOKEN } from '../../support/requests.ts';

const log = captureLog();
const bundled = { policy: POLICY, policyHash: POLICY_HASH, safeAnswer: SAFE_ANSWER };

beforeEach(() => {
  vi.stubEnv('OUTCOMES_TABLE', 'outcomes');
  vi.stubEnv('CALLBACK_TOKEN_SHA256', sha256(TOKEN).toString('hex'));
  vi.stubEnv('OUTCOME_TTL_DAYS', '90');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

describe('a handler that Lambda calls', () => {
  keepListeners();

  const answered = async (body: object) => {
    const event = gatewayEvent({ body });
    const handler = await deployedHandler(referComplete, bundled);
    return await handler(event as never, { getRemainingTimeInMillis: () => 10_000 } as never);
  };

  it('handles callbacks by the chain', async () => {
    expect(await answered({ eventType: 'referComplete' })).toMatchObject({ statusCode: 400 });
    expect(log.lines()).toContainEqual(expect.objectContaining({ message: 'callback refused' }));
  });

  it('has one listener for a log that cannot be written, however often it is set up', () => {
    process.stdout.removeAllListeners('error');
    for (let times = 0; times < 2; times += 1) deployedHandler(referComplete, bundled);
    expect(process.stdout.listenerCount('error')).toBe(1);
    expect(() => process.stdout.emit('error', new Error('EPIPE'))).not.toThrow();
  });

  it.each(DEFECT_EVENTS)(
    '%s: logged, and nobody else who would end the process hears of it',
    async (event) => {
      const ending = vi.fn();
      process.on(event, ending);
      await deployedHandler(referComplete, bundled);
      process.emit(event as 'uncaughtException', new Error('nobody caught this'));
      expect(ending).not.toHaveBeenCalled();
      expect(log.lines()).toMatchObject([
        { level: 'ERROR', message: 'defect', event, error: { message: 'nobody caught this' } },
      ]);
    },
  );
});

describe('a function whose defects nobody catches, in a process of its own', () => {
  const PROGRAM = fileURLToPath(new URL('../../support/defective-function.ts', import.meta.url));
  const run = () => {
    const env = {
      PATH: process.env.PATH,
      OUTCOMES_TABLE: 'outcomes',
      OUTCOME_TTL_DAYS: '90',
      CALLBACK_TOKEN_SHA256: sha256(TOKEN).toString('hex'),
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'x',
      AWS_SECRET_ACCESS_KEY: 'x',
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1',
    } as Partial<NodeJS.ProcessEnv> as NodeJS.ProcessEnv;
    return spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'inherit'], timeout: 20_000 });
  };

  it('logs a promise that nobody awaits and an error in a timer, and goes on to answer', async () => {
    const child = run();
    const [output, [status]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
    expect(status).toBe(0);
    const lines = output
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

  it('has no defect of its own where nobody reads its log any more', async () => {
    const child = run();
    child.stdout.destroy();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
