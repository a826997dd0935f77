import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployedWith } from '../../../functions/chain/deployed.ts';
import { POLICY, POLICY_HASH, SAFE_ANSWER, sha256, TOKEN } from '../../support/requests.ts';

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
    ['FALLBACK_BASE_URL', 'https://a.example.com/', { fallbackBaseUrl: 'https://a.example.com' }],
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
