import * as v from 'valibot';
import { isSettled, OUTCOMES, type RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import { STEP_NAMES } from '../../functions/recovery/policy.ts';
import {
  allowedWords,
  closedObject,
  oneOf,
  optionalEntries,
  secondsBetween,
  wholeNumber,
} from './building-blocks.ts';
import { httpUrl } from './http-url.ts';
import { prompt } from './prompt.ts';

const withPrompt = { prompt: v.exactOptional(prompt) };

/** A caller waits at most 5 minutes before a hand-off: Bandwidth would allow a day. */
const withWait = {
  ...withPrompt,
  pauseSeconds: v.exactOptional(v.pipe(secondsBetween(0.1, 300), v.description('Silence before it.'))),
  ringSeconds: v.exactOptional(v.pipe(secondsBetween(0.1, 300), v.description('A ringing tone before it.'))),
};

const options = v.variant(
  'step',
  [
    closedObject({
      step: v.pipe(v.literal('next'), v.description('Tries the next destination of the route.')),
      ...withWait,
    }),
    closedObject({
      step: v.pipe(v.literal('retry'), v.description('Tries the same destination again.')),
      times: v.exactOptional(v.pipe(wholeNumber(1, 20), v.description('How often; 1 if absent.'))),
      ...withWait,
    }),
    closedObject({
      step: v.pipe(
        v.literal('bridge'),
        v.description('<Transfer> to the same destination, after a <Refer>.'),
      ),
      ...withWait,
    }),
    closedObject({
      step: v.pipe(v.literal('redirect'), v.description('Hands the call to a URL of your own.')),
      url: httpUrl,
      ...withPrompt,
    }),
    closedObject({
      step: v.pipe(v.literal('goodbye'), v.description('Says the goodbye prompt and hangs up.')),
      ...withPrompt,
    }),
    closedObject({ step: v.pipe(v.literal('hangup'), v.description('Hangs up.')), ...withPrompt }),
  ],
  ({ input }) => allowedWords(STEP_NAMES, input),
);

/** `redirect` is nothing without its URL. */
const byName = oneOf(['next', 'retry', 'bridge', 'goodbye', 'hangup']);

/** A step as people write it: its name, or an object with its options. */
export type StepInput = v.InferOutput<typeof byName> | v.InferOutput<typeof options>;

/** Nothing comes after these: they always apply. */
export const FINAL_STEPS: readonly string[] = ['redirect', 'goodbye', 'hangup'];

const nameOf = (step: StepInput): string => (typeof step === 'string' ? step : step.step);

const step = v.pipe(
  v.union([byName, options]),
  v.check(
    (input) => typeof input === 'string' || !('pauseSeconds' in input && 'ringSeconds' in input),
    'either "pauseSeconds" or "ringSeconds"',
  ),
  v.metadata({ not: { type: 'object', required: ['pauseSeconds', 'ringSeconds'] } }),
);

const steps = v.pipe(
  v.array(step, 'a list of steps'),
  v.minLength(1, 'at least one step'),
  v.maxLength(20, 'at most 20 steps'),
  v.check(
    (list) => !list.slice(0, -1).some((each) => FINAL_STEPS.includes(nameOf(each))),
    'nothing after "redirect", "goodbye" or "hangup", which always apply',
  ),
  v.description('The first step that applies is taken; "goodbye" is added where no last step is written.'),
);

/** The outcomes that can be given steps. */
export const RECOVERABLE_OUTCOMES = OUTCOMES.filter(
  (outcome): outcome is RecoverableOutcome => !isSettled(outcome),
);

/** The steps of each outcome. */
export const outcomes = closedObject(optionalEntries(RECOVERABLE_OUTCOMES, steps));
