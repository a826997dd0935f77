import * as v from 'valibot';
import type { StepName } from '../../functions/recovery/policy.ts';
import { closedObject, secondsBetween, wholeNumber } from './building-blocks.ts';
import { httpUrl } from './http-url.ts';
import { prompt } from './prompt.ts';
import { recording } from './recording.ts';

/** The prompt of a step. */
const withPrompt = {
  prompt: v.pipe(
    v.exactOptional(prompt),
    v.description(
      'What the caller hears first, in place of the one in prompts. A menu needs one, which names its keys.',
    ),
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
export const stepWith = <const Name extends StepName, const Options extends v.ObjectEntries>(
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

/** Hands the call to a URL. @internal */
export const redirect = stepWith(
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
/** Says goodbye and hangs up. @internal */
export const goodbye = stepWith('goodbye', withPrompt, 'Says the goodbye prompt and hangs up.', {
  prompt: { play: 'https://media.example.com/bye.wav' },
});
/** Hangs up. @internal */
export const hangup = stepWith('hangup', withPrompt, 'Hangs up.', { prompt: { say: 'Goodbye.' } });

/** Each step that hands the call off, as an object. @internal */
export const handOffSteps = [
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
] as const;

/** Each step after which nothing comes, as an object. @internal */
export const lastSteps = [
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
] as const;

/** Names of the steps that need no options: a name stands for such a step. */
export const BARE_STEPS = ['next', 'retry', 'bridge', 'voicemail', 'goodbye', 'hangup'] as const;

/** Refuses two waits before one hand-off. */
export const oneWait = <Input extends string | object>() =>
  v.check<Input, string>(
    (input) => typeof input !== 'object' || !('pauseSeconds' in input && 'ringSeconds' in input),
    'either "pauseSeconds" or "ringSeconds"',
  );

/** The part of {@link oneWait} that an editor can check. */
export const ONE_WAIT = { dependencies: { pauseSeconds: { properties: { ringSeconds: false } } } };
