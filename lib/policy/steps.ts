import * as v from 'valibot';
import { isSettled, OUTCOMES, type RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import { STEP_NAMES, type Step, type Wait } from '../../functions/recovery/policy.ts';
import { allowedWords, closedObject, oneOf, optionalEntries } from './building-blocks.ts';
import { DEFAULT_STEPS } from './default-steps.ts';
import { menu } from './menu.ts';
import { OTHERWISE } from './otherwise.ts';
import {
  BARE_STEPS,
  goodbye,
  handOffSteps,
  hangup,
  lastSteps,
  ONE_WAIT,
  oneWait,
  redirect,
} from './plain-steps.ts';

/** Each step as an object, by its name. @internal */
export const stepsWithOptions = v.variant('step', [...handOffSteps, menu, ...lastSteps], ({ input }) =>
  allowedWords(STEP_NAMES, input),
);

/** The steps without options; `redirect` needs its URL, and `menu` its keys. */
const byName = v.picklist(BARE_STEPS, ({ input }) =>
  input === 'menu' ? 'an object with "step", "prompt" and "keys"' : allowedWords(BARE_STEPS, input),
);

/** A step as people write it: its name, or an object with its options. @internal */
export type StepInput = v.InferOutput<typeof byName> | v.InferOutput<typeof stepsWithOptions>;

/** Nothing comes after these: they always apply, or, as a menu, have something else for where they do not. */
export const FINAL_STEPS: readonly string[] = ['menu', 'voicemail', 'redirect', 'goodbye', 'hangup'];

const FINAL_WORDS = '"menu", "voicemail", "redirect", "goodbye" or "hangup"';

const nameOf = (step: StepInput): string => (typeof step === 'string' ? step : step.step);

const step = v.pipe(
  v.union([byName, stepsWithOptions]),
  oneWait(),
  v.metadata({
    description: 'The name of a step, or an object with its name and options.',
    examples: [...BARE_STEPS],
    ...ONE_WAIT,
  }),
);

const steps = v.pipe(
  v.array(step, 'a list of steps'),
  v.minLength(1, 'at least one step'),
  v.maxLength(20, 'at most 20 steps'),
  v.check(
    (list) => !list.slice(0, -1).some((each) => FINAL_STEPS.includes(nameOf(each))),
    `no step after ${FINAL_WORDS}: it would never be reached`,
  ),
  v.description(
    `From 1 to 20 steps, each a name or an object with options: the first that applies is taken. A list that does not end in ${FINAL_WORDS} ends in "goodbye".`,
  ),
);

/** The steps that can follow a message, when nobody is left to be reached. */
const lastStep = v.union([
  oneOf(['goodbye', 'hangup']),
  v.variant('step', [redirect, goodbye, hangup], ({ input }) =>
    allowedWords(['redirect', 'goodbye', 'hangup'], input),
  ),
]);

const stepsAfterMessage = v.pipe(
  v.array(lastStep, 'a list of one step'),
  v.length(1, 'one step: each that is allowed after a message always applies'),
  v.description('One step, "redirect", "goodbye" or "hangup".'),
);

/** The outcomes that can be given steps. */
export const RECOVERABLE_OUTCOMES = OUTCOMES.filter(
  (outcome): outcome is RecoverableOutcome => !isSettled(outcome),
);

/** A default step as a policy file has it, which cannot say `ifNotAccepted`. */
function asWritten(step: Step): unknown {
  const { ifNotAccepted: _, wait, ...rest } = { ifNotAccepted: undefined, wait: undefined, ...step };
  const options = { ...rest, ...(wait as Wait | undefined) };
  return Object.keys(options).length === 1 ? options.step : options;
}

const defaults = Object.fromEntries(
  RECOVERABLE_OUTCOMES.map((outcome) => [outcome, { default: DEFAULT_STEPS[outcome].map(asWritten) }]),
) as Record<RecoverableOutcome, { default: unknown }>;

/** The steps of each outcome. @internal */
export const outcomes = v.pipe(
  closedObject('{ "busy": ["next", "goodbye"] }', {
    ...optionalEntries(steps, {
      ...defaults,
      [OTHERWISE]: {
        description:
          'Steps of each failed hand-off, `busy` to `failed`, that has none of its own. A default bridge stays, after the last hand-off. Those of a route hold before all of the policy.',
      },
    }),
    ...optionalEntries(stepsAfterMessage, { recorded: defaults.recorded }),
  }),
  v.description('What is done after each outcome of a hand-off.'),
);
