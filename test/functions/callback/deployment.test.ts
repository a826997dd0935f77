import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { deployedWith } from '../../../functions/callback/deployment.ts';
import { POLICY, SAFE_ANSWER, sha256, TOKEN } from '../../support/requests.ts';

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
