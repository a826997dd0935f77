import { isSettled, type Outcome } from '../../functions/recovery/outcome.ts';
import type { Policy, Route, Step } from '../../functions/recovery/policy.ts';
import { DEFAULT_STEPS } from '../../lib/policy/default-steps.ts';

/** The steps of an outcome, and who wrote them. */
export interface StepsOfOutcome {
  readonly steps: readonly Step[];
  readonly writtenBy: string;
}

/** The steps that are considered after an outcome; none where nothing can be done. */
export function stepsOf(outcome: Outcome, policy: Policy, route: Route | undefined): StepsOfOutcome {
  if (isSettled(outcome)) return { steps: [], writtenBy: 'nobody' };
  const own = route?.outcomes[outcome];
  if (own) return { steps: own, writtenBy: `route ${route.name}` };
  const steps = policy.outcomes[outcome];
  return { steps, writtenBy: steps === DEFAULT_STEPS[outcome] ? 'default' : 'the policy' };
}
