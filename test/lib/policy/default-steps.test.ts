import { expect, it } from 'vitest';
import { DEFAULT_STEPS } from '../../../lib/policy/default-steps.ts';

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

it('a bridge that nobody wrote is tried last, and only after a REFER that was not accepted', () => {
  for (const [outcome, steps] of Object.entries(DEFAULT_STEPS)) {
    const bridges = steps.filter(({ step }) => step === 'bridge');
    if (outcome === 'refused') continue;
    const expected = ['unreachable', 'unavailable', 'failed'].includes(outcome);
    expect(bridges, outcome).toEqual(expected ? [{ step: 'bridge', ifNotAccepted: true }] : []);
    expect(steps.indexOf(bridges[0] as never), outcome).toBe(expected ? steps.length - 2 : -1);
  }
});
