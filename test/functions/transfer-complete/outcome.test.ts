import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OUTCOMES, type Outcome } from '../../../functions/recovery/outcome.ts';
import { transferOutcome } from '../../../functions/transfer-complete/callback.ts';

const DOCUMENTED: readonly [string, Outcome][] = [
  ['hangup', 'completed'],
  ['busy', 'busy'],
  ['timeout', 'no-answer'],
  ['cancel', 'cancelled'],
  ['rejected', 'declined'],
  ['callback-error', 'misconfigured'],
  ['invalid-bxml', 'misconfigured'],
  ['application-error', 'misconfigured'],
  ['account-limit', 'throttled'],
  ['node-capacity-exceeded', 'throttled'],
  ['error', 'failed'],
  ['unknown', 'failed'],
];

describe('the 12 documented causes', () => {
  it.each(DOCUMENTED)('%s is %s', (cause, outcome) => {
    expect(transferOutcome({ cause })).toBe(outcome);
  });
});

describe('a cause that is not documented', () => {
  it.each([
    '',
    ' ',
    'BUSY',
    'busy ',
    'hang-up',
    'no-answer',
    'new-cause',
    '__proto__',
    'constructor',
    'toString',
    '486',
  ])('%j is failed', (cause) => {
    expect(transferOutcome({ cause })).toBe('failed');
  });

  it('any other text is failed', () => {
    const documented = new Set(DOCUMENTED.map(([cause]) => cause));
    fc.assert(
      fc.property(
        fc.string().filter((text) => !documented.has(text)),
        (cause) => {
          expect(transferOutcome({ cause })).toBe('failed');
        },
      ),
    );
  });

  it('any value has one of the outcomes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (cause) => {
        expect(OUTCOMES).toContain(transferOutcome({ cause: cause as string }));
      }),
    );
  });
});
