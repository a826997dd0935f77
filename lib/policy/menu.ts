import * as v from 'valibot';
import { STEP_NAMES } from '../../functions/recovery/policy.ts';
import { allowedWords, closedObject, wholeNumber } from './building-blocks.ts';
import { BARE_STEPS, handOffSteps, lastSteps, ONE_WAIT, oneWait, stepWith } from './plain-steps.ts';
import { prompt } from './prompt.ts';

/** Says which steps a key may have: no menu. */
const inMenu =
  (words: readonly string[]) =>
  ({ input }: { readonly input: unknown }): string =>
    `${allowedWords(words, input)}${input === 'menu' ? '; a menu has one level, with no menu in it' : ''}`;

const PLAIN_STEPS = STEP_NAMES.filter((name) => name !== 'menu');

/** A step that a menu leads to: its name, or an object with its options. @internal */
export const choice = v.pipe(
  v.union([
    v.picklist(BARE_STEPS, inMenu(BARE_STEPS)),
    v.variant('step', [...handOffSteps, ...lastSteps], inMenu(PLAIN_STEPS)),
  ]),
  oneWait(),
  v.metadata({
    description: 'The name of a step, or an object with its name and options: every step but a menu.',
    examples: [...BARE_STEPS],
    ...ONE_WAIT,
  }),
);

/** The keys of a telephone. @internal */
export const KEYS = [...'1234567890*#'] as const;

/** The step of each key. @internal */
export const keys = v.pipe(
  closedObject('{ "1": "voicemail" }', Object.fromEntries(KEYS.map((key) => [key, v.exactOptional(choice)]))),
  v.check((input) => Object.keys(input).length > 0, 'at least one key'),
  v.description('The step of each key, a digit, "*" or "#", with all its options. A menu cannot stand here.'),
);

/** Seconds that a caller may think where a menu does not say. */
const DEFAULT_SECONDS = 6;

/** Lets the caller choose a step by a key. @internal */
export const menu = stepWith(
  'menu',
  {
    prompt,
    keys,
    seconds: v.pipe(
      v.exactOptional(wholeNumber(1, 30), DEFAULT_SECONDS),
      v.description('Seconds that the caller may think each time, from 1 to 30.'),
    ),
    otherwise: v.pipe(
      v.exactOptional(choice, 'goodbye'),
      v.description(
        'The step where no key or another one is pressed, or its step does not apply, and after the third menu of a call.',
      ),
    ),
  },
  'Asks the caller for a key, twice at most, and takes its step.',
  { prompt: { say: 'Press 1 to leave a message.' }, keys: { 1: 'voicemail' } },
);
