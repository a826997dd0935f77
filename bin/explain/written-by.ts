import type { Decision } from '../../functions/recovery/decision.ts';
import { isSettled } from '../../functions/recovery/outcome.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';
import { originOf } from '../../lib/policy/origin.ts';

/** Whose list the steps of a decision are: `route NAME`, `the policy` or `default`; `undefined` where none were considered. */
export function writtenBy({ outcome, route, step, steps }: Decision): string | undefined {
  if (isSettled(outcome) || step === 'none') return undefined;
  if (steps === DEFAULT_STEPS[outcome]) return 'default';
  const origin = originOf(steps);
  const writer = route?.outcomes[outcome] ? `route ${route.name}` : 'the policy';
  return origin === undefined ? writer : `${origin} of ${writer}`;
}
