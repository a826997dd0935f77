import fc from 'fast-check';
import { expect, it } from 'vitest';
import { causeOutcome } from '../../../functions/recovery/cause.ts';

const DOCUMENTED = {
  hangup: 'completed',
  busy: 'busy',
  timeout: 'no-answer',
  cancel: 'cancelled',
  rejected: 'declined',
  'callback-error': 'misconfigured',
  'invalid-bxml': 'misconfigured',
  'application-error': 'misconfigured',
  'account-limit': 'throttled',
  'node-capacity-exceeded': 'throttled',
  error: 'failed',
  unknown: 'failed',
};

it.each(Object.entries(DOCUMENTED))('the documented cause %s is %s', (cause, outcome) => {
  expect(causeOutcome(cause)).toBe(outcome);
});

it.each(['', ' ', 'BUSY', 'busy ', 'hang-up', 'no-answer', '__proto__', 'constructor', '486', undefined])(
  'the cause %j, which is not documented, is failed',
  (cause) => {
    expect(causeOutcome(cause)).toBe('failed');
  },
);

it('any other cause is failed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.jsonValue()), (cause) => {
      fc.pre(typeof cause !== 'string' || !Object.hasOwn(DOCUMENTED, cause));
      expect(causeOutcome(cause as string)).toBe('failed');
    }),
  );
});
