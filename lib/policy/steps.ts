import * as v from 'valibot';
import { isSettled, OUTCOMES, type RecoverableOutcome } from '../../functions/recovery/outcome.ts';
import { STEP_NAMES, type Step, type StepName } from '../../functions/recovery/policy.ts';
import {
  allowedWords,
  closedObject,
  oneOf,
  optionalEntries,
  secondsBetween,
  wholeNumber,
} from './building-blocks.ts';
import { DEFAULT_STEPS } from './default-steps.ts';
import { httpUrl } from './http-url.ts';
import { FAILED_OUTCOMES, OTHERWISE } from './otherwise.ts';
import { prompt } from './prompt.ts';
import { recording } from './recording.ts';

const withPrompt = {
  prompt: v.pipe(
    v.exactOptional(prompt),
    v.description('What the caller hears first, in place of the one in prompts.'),
  ),
};

/** A caller waits at most 5 minutes before a hand-off: Bandwidth would allow a day. */
const withWait = {
  ...withPrompt,
  pauseSeconds: v.exactOptional(
    v.pipe(
      secondsBetween(0.1, 300),
      v.description('Seconds of silence before the hand-off, from 0.1 to 300.'),
    ),
  ),
  ringSeconds: v.exactOptional(
    v.pipe(
      secondsBetween(0.1, 300),
      v.description('Seconds of ringing tone before the hand-off, from 0.1 to 300; not beside pauseSeconds.'),
    ),
  ),
};

/** A step as an object with its options. */
const stepWith = <const Name extends StepName, const Options extends v.ObjectEntries>(
  name: Name,
  options: Options,
  description: string,
  example: Readonly<Record<string, unknown>>,
) =>
  v.pipe(
    closedObject(JSON.stringify({ step: name, ...example }), {
      step: v.pipe(v.literal(name), v.description(description)),
      ...options,
    }),
    v.metadata({ description, examples: [{ step: name, ...example }] }),
  );

const redirect = stepWith(
  'redirect',
  {
    url: v.pipe(
      httpUrl,
      v.description('Absolute http or https URL that answers with BXML: at most 2,048 characters.'),
    ),
    ...withPrompt,
  },
  'Hands the call to a URL of your own.',
  { url: 'https://voicemail.example.com/record' },
);
const goodbye = stepWith('goodbye', withPrompt, 'Says the goodbye prompt and hangs up.', {
  prompt: { play: 'https://media.example.com/bye.wav' },
});
const hangup = stepWith('hangup', withPrompt, 'Hangs up.', { prompt: { say: 'Goodbye.' } });

/** Each step as an object, by its name. @internal */
export const stepsWithOptions = v.variant(
  'step',
  [
    stepWith('next', withWait, 'Tries the next destination of the route, if one is left.', {
      prompt: { say: 'One moment, please.' },
    }),
    stepWith(
      'retry',
      {
        times: v.exactOptional(
          v.pipe(wholeNumber(1, 20), v.description('How often one destination is retried: from 1 to 20.')),
          1,
        ),
        ...withWait,
      },
      'Tries the same destination again.',
      { times: 2, ringSeconds: 10 },
    ),
    stepWith('bridge', withWait, 'Tries the same destination by <Transfer> after a <Refer> failed.', {
      pauseSeconds: 1,
    }),
    stepWith(
      'voicemail',
      { ...recording, ...withPrompt },
      'Records a message; Bandwidth keeps it for 30 days.',
      {
        maxSeconds: 180,
        silenceSeconds: 5,
      },
    ),
    redirect,
    goodbye,
    hangup,
  ],
  ({ input }) => allowedWords(STEP_NAMES, input),
);

/** The steps without options; `redirect` needs its URL. */
const byName = oneOf(['next', 'retry', 'bridge', 'voicemail', 'goodbye', 'hangup']);

/** A step as people write it: its name, or an object with its options. @internal */
export type StepInput = v.InferOutput<typeof byName> | v.InferOutput<typeof stepsWithOptions>;

/** Nothing comes after these: they always apply. */
export const FINAL_STEPS: readonly string[] = ['voicemail', 'redirect', 'goodbye', 'hangup'];

const nameOf = (step: StepInput): string => (typeof step === 'string' ? step : step.step);

const step = v.pipe(
  v.union([byName, stepsWithOptions]),
  v.check(
    (input) => typeof input === 'string' || !('pauseSeconds' in input && 'ringSeconds' in input),
    'either "pauseSeconds" or "ringSeconds"',
  ),
  v.metadata({
    description: 'The name of a step, or an object with its name and options.',
    examples: ['next', 'retry', 'bridge', 'voicemail', 'goodbye', 'hangup'],
    dependencies: { pauseSeconds: { properties: { ringSeconds: false } } },
  }),
);

const steps = v.pipe(
  v.array(step, 'a list of steps'),
  v.minLength(1, 'at least one step'),
  v.maxLength(20, 'at most 20 steps'),
  v.check(
    (list) => !list.slice(0, -1).some((each) => FINAL_STEPS.includes(nameOf(each))),
    'no step after "voicemail", "redirect", "goodbye" or "hangup": it would never be reached',
  ),
  v.description(
    'From 1 to 20 steps, each a name or an object with options: the first that applies is taken. A list that does not end in "voicemail", "redirect", "goodbye" or "hangup" ends in "goodbye".',
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
function asWritten({ wait, ...step }: Step): unknown {
  const { ifNotAccepted: _, ...options } = { ifNotAccepted: undefined, ...step, ...wait };
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
        description: `Steps of ${FAILED_OUTCOMES.map((each) => `\`${each}\``).join(', ')} where they have none of their own. A default bridge stays, after the last hand-off. Those of a route hold before all steps of the policy.`,
      },
    }),
    ...optionalEntries(stepsAfterMessage, { recorded: defaults.recorded }),
  }),
  v.description('What is done after each outcome of a hand-off.'),
);
