import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployedHandler, deployedWith } from '../../../functions/chain/deployment.ts';
import { DEFAULT_METRICS_NAMESPACE } from '../../../functions/metrics.ts';
import { referComplete } from '../../../functions/refer-complete/callback.ts';
import { captureLog } from '../../support/captured-log.ts';
import { documented, gatewayEvent, POLICY, SAFE_ANSWER, sha256, TOKEN } from '../../support/requests.ts';

const log = captureLog();
const bundled = { policy: POLICY, safeAnswer: SAFE_ANSWER };

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
      store: { put: expect.any(Function) },
      tokenHashes: [sha256(TOKEN)],
      ttlDays: 90,
      logParties: false,
      nowEpochMilliseconds: Date.now,
    });
  });

  it('keeps outcomes for ever with 0 days', () => {
    vi.stubEnv('OUTCOME_TTL_DAYS', '0');
    expect(deployedWith(bundled).ttlDays).toBe(0);
  });

  it('has a queue where its environment names one', () => {
    vi.stubEnv('FALLBACK_QUEUE_URL', 'https://sqs.us-east-1.amazonaws.com/1/spill');
    expect(deployedWith(bundled).queue).toEqual({ send: expect.any(Function) });
  });

  it.each([
    ['true', true],
    ['false', false],
  ])('LOG_PARTIES %s: names the parties in the log: %s', (text, expected) => {
    vi.stubEnv('LOG_PARTIES', text);
    expect(deployedWith(bundled).logParties).toBe(expected);
  });

  it.each(['OUTCOMES_TABLE', 'CALLBACK_TOKEN_SHA256', 'OUTCOME_TTL_DAYS'])(
    '%s missing: the error names it',
    (name) => {
      vi.stubEnv(name, undefined);
      expect(() => deployedWith(bundled)).toThrow(`environment variable ${name} is not set`);
    },
  );

  it.each(['ninety', '-1', '1.5', 'Infinity', 'NaN'])('OUTCOME_TTL_DAYS %s: the error names it', (days) => {
    vi.stubEnv('OUTCOME_TTL_DAYS', days);
    expect(() => deployedWith(bundled)).toThrow(
      'environment variable OUTCOME_TTL_DAYS must be a whole number of days, or 0',
    );
  });

  it('a hash that is none: the error does not repeat it', () => {
    vi.stubEnv('CALLBACK_TOKEN_SHA256', TOKEN);
    expect(() => deployedWith(bundled)).toThrow(/^(?!.*Zq8v).*SHA-256 in lower-case hex/);
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
    return await deployedHandler(referComplete, bundled)(event as never, {} as never);
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
      expect(await answered(documented('refer-target-404'))).toEqual({
        statusCode: 200,
        headers: { 'content-type': 'application/xml; charset=utf-8' },
        body: SAFE_ANSWER,
      });
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

  it.each(EVENTS)('%s: logged, and nobody else who would end the process hears of it', async (event) => {
    const ending = vi.fn();
    process.on(event, ending);
    deployedHandler(referComplete, bundled);
    process.emit(event as 'uncaughtException', new Error('nobody caught this'));
    expect(ending).not.toHaveBeenCalled();
    expect(log.lines()).toMatchObject([
      { level: 'ERROR', message: 'defect', event, error: { message: 'nobody caught this' } },
    ]);
  });
});
