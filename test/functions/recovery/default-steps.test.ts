import { expect, it } from 'vitest';
import { DEFAULT_STEPS } from '../../../functions/recovery/default-steps.ts';

it.each([
  ['busy', { step: 'retry', times: 1, wait: { pauseSeconds: 5 } }],
  ['unavailable', { step: 'retry', times: 1, wait: { pauseSeconds: 3 } }],
  ['throttled', { step: 'retry', times: 2, wait: { pauseSeconds: 5 } }],
  ['failed', { step: 'retry', times: 1 }],
] as const)(
  'after %s the same place is rung again, as often and after as long as is written',
  (outcome, retry) => {
    expect(DEFAULT_STEPS[outcome].filter(({ step }) => step === 'retry')).toEqual([retry]);
  },
);
