import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployedHandler, deployedWith } from '../../../functions/chain/deployment.ts';
import { DEFAULT_METRICS_NAMESPACE } from '../../../functions/metrics.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import {
  documented,
  gatewayEvent,
  POLICY,
  POLICY_HASH,
  SAFE,
  SAFE_ANSWER,
  sha256,
  TOKEN,
} from '../../support/requests.ts';

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

describe('a deployed function', () => {
  it('works with the policy of its bundle and the rest of its environment', () => {
    expect(deployedWith(bundled)).toEqual({
      ...bundled,
      store: expect.objectContaining({ put: expect.any(Function) }),
      tokenHashes: [sha256(TOKEN)],
      ttlDays: 90,
      logParties: false,
      logSample: 1,
      recordingMilliseconds: 4000,
      nowEpochMilliseconds: Date.now,
    });
  });

  it.each([
    ['OUTCOME_TTL_DAYS', '0', { ttlDays: 0 }],
    [
      'FALLBACK_QUEUE_URL',
      'https://sqs.us-east-1.amazonaws.com/1/q',
      { queue: { send: expect.any(Function) } },
    ],
    ['LOG_PARTIES', 'true', { logParties: true }],
    ['LOG_PARTIES', 'false', { logParties: false }],
    ['LOG_SAMPLE', '0.01', { logSample: 0.01 }],
    ['STORE_TIMEOUT_MS', '500', { recordingMilliseconds: 2500 }],
    ['QUEUE_TIMEOUT_MS', '6000', { recordingMilliseconds: 8500 }],
  ])('reads %s=%s', (name, value, expected) => {
    vi.stubEnv(name, value);
    expect(deployedWith(bundled)).toMatchObject(expected);
  });

  const DAYS = /^environment variable OUTCOME_TTL_DAYS must be a whole number of days, or 0$/;

  it.each<[string, string | undefined, RegExp]>([
    ...['OUTCOMES_TABLE', 'CALLBACK_TOKEN_SHA256', 'OUTCOME_TTL_DAYS'].map(
      (name): [string, undefined, RegExp] => [
        name,
        undefined,
        new RegExp(`^environment variable ${name} is not set$`),
      ],
    ),
    ...['ninety', '-1', '1.5', 'Infinity', 'NaN'].map((days): [string, string, RegExp] => [
      'OUTCOME_TTL_DAYS',
      days,
      DAYS,
    ]),
    ...['STORE_TIMEOUT_MS', 'QUEUE_TIMEOUT_MS', 'LOG_SAMPLE'].flatMap((name) =>
      ['0', '-1', 'soon', 'Infinity'].map((value): [string, string, RegExp] => [
        name,
        value,
        new RegExp(`^environment variable ${name} must be a number above 0$`),
      ]),
    ),
    ['CALLBACK_TOKEN_SHA256', TOKEN, /^(?!.*Zq8v).*SHA-256 in lower-case hex/],
  ])('cannot work with %s=%s: the error names the variable', (name, value, message) => {
    vi.stubEnv(name, value);
    expect(() => deployedWith(bundled)).toThrow(message);
  });
});

describe('a handler that Lambda calls', () => {
  const EVENTS = ['unhandledRejection', 'uncaughtException'] as const;
  const before = EVENTS.map((event) => process.listeners(event as 'uncaughtException'));
  afterEach(() => {
    for (const [index, event] of EVENTS.entries()) {
      process.removeAllListeners(event);
      for (const listener of before[index] ?? []) process.on(event, listener);
    }
  });

  const answered = async (body: object) => {
    const event = gatewayEvent({ body });
    const handler = await deployedHandler(referComplete, bundled);
    return await handler(event as never, {} as never);
  };

  it('handles callbacks by the chain', async () => {
    expect(await answered({ eventType: 'referComplete' })).toMatchObject({ statusCode: 400 });
    expect(log.lines()).toContainEqual(expect.objectContaining({ message: 'callback refused' }));
  });

  it.each([
    ['OUTCOMES_TABLE', undefined, 'environment variable OUTCOMES_TABLE is not set'],
    ['CALLBACK_TOKEN_SHA256', TOKEN, 'callback token hashes must be SHA-256'],
    ['OUTCOME_TTL_DAYS', 'ninety', 'environment variable OUTCOME_TTL_DAYS must be'],
  ])(
    'that cannot be set up because of %s answers the safe document, and says why',
    async (name, value, reason) => {
      vi.stubEnv(name, value);
      expect(await answered(documented('refer-target-404'))).toEqual(SAFE);
      expect(log.lines()).toEqual([
        expect.objectContaining({
          level: 'ERROR',
          message: 'callback got the safe answer',
          callback: 'refer-complete',
          SafetyNetAnswers: 1,
          error: expect.objectContaining({ message: expect.stringContaining(reason) }),
        }),
      ]);
      expect(log.text()).not.toContain(TOKEN);
      expect(log.text()).toContain(`"Namespace":"${DEFAULT_METRICS_NAMESPACE}"`);
    },
  );

  it('has one listener for a log that cannot be written, however often it is set up', () => {
    process.stdout.removeAllListeners('error');
    for (let times = 0; times < 2; times += 1) deployedHandler(referComplete, bundled);
    expect(process.stdout.listenerCount('error')).toBe(1);
    expect(() => process.stdout.emit('error', new Error('EPIPE'))).not.toThrow();
  });

  it.each(EVENTS)('%s: logged, and nobody else who would end the process hears of it', async (event) => {
    const ending = vi.fn();
    process.on(event, ending);
    await deployedHandler(referComplete, bundled);
    process.emit(event as 'uncaughtException', new Error('nobody caught this'));
    expect(ending).not.toHaveBeenCalled();
    expect(log.lines()).toMatchObject([
      { level: 'ERROR', message: 'defect', event, error: { message: 'nobody caught this' } },
    ]);
  });
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
