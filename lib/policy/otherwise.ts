import type { RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import type { Step, StepsByOutcome } from '../../functions/recovery/policy.ts';
import { DEFAULT_STEPS } from './default-steps.ts';
import { withOrigin } from './origin.ts';

/** The name of the steps of all {@link FAILED_OUTCOMES} that have none of their own. */
export const OTHERWISE = 'otherwise';

/** The outcomes of a hand-off after which nobody has talked to the caller. */
export const FAILED_OUTCOMES = [
  'busy',
  'no-answer',
  'declined',
  'unreachable',
  'unavailable',
  'refused',
  'unconfirmed',
  'throttled',
  'misconfigured',
  'cancelled',
  'not-accepted',
  'failed',
] as const satisfies readonly RecoverableOutcome[];

/** The steps that hand the call to somebody. */
const HAND_OFF_STEPS: readonly string[] = ['next', 'retry', 'bridge'];

/** Adds the bridge of the default steps after the last hand-off, where there is one and none was written. */
function withBridge(steps: readonly Step[], outcome: RecoverableOutcome): readonly Step[] {
  const bridge = DEFAULT_STEPS[outcome].find(({ step }) => step === 'bridge');
  if (!bridge || steps.some(({ step }) => step === 'bridge')) return [...steps];
  const end = steps.findIndex(({ step }) => !HAND_OFF_STEPS.includes(step));
  return steps.toSpliced(end, 0, bridge);
}

/**
 * The steps of each failed outcome, made of those that are written for all of them.
 * @param steps a list that ends in a step which is no hand-off
 */
export const stepsOtherwise = (steps: readonly Step[]): Partial<StepsByOutcome> =>
  Object.fromEntries(
    FAILED_OUTCOMES.map((outcome) => [outcome, withOrigin(withBridge(steps, outcome), OTHERWISE)]),
  );
