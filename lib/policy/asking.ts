import * as v from 'valibot';
import type { Policy } from '../../functions/recovery/policy.ts';
import { type Confirm, DEFAULT_CONFIRM } from '../../functions/recovery/transfer-options.ts';
import { closedObject, wholeNumber } from './building-blocks.ts';
import { withOrigin } from './origin.ts';
import { MAX_SAY_CHARACTERS, prompt } from './prompt.ts';
import { BUILT_IN } from './speaker.ts';

const KEY = 'one key: a digit, "*" or "#"';

/** How a callee is asked, as an object. */
export const confirmOptions = v.pipe(
  closedObject('{ "key": "1" }', {
    key: v.exactOptional(
      v.pipe(
        v.string(KEY),
        v.regex(/^[0-9*#]$/, KEY),
        v.metadata({
          description: 'The key that takes the call: a digit, "*" or "#".',
          default: DEFAULT_CONFIRM.key,
        }),
      ),
    ),
    seconds: v.exactOptional(
      v.pipe(
        wholeNumber(1, 30),
        v.metadata({
          description: 'Seconds that the callee may think each time, from 1 to 30.',
          default: DEFAULT_CONFIRM.seconds,
        }),
      ),
    ),
    prompt: v.pipe(v.exactOptional(prompt), v.description('What the callee is asked; it must name the key.')),
  }),
  v.description('How the callee is asked to take the call, twice at most.'),
);

/** Asks the callee for a key before the two are connected; `true` is the default form, `false` asks nobody. */
export const confirm = v.pipe(
  v.union([confirmOptions, v.boolean('true, false or an object with "key", "seconds" and "prompt"')]),
  v.description(
    'Asks the callee to press a key: who does not, such as a mailbox, is outcome "not-accepted". true asks for key 1; false asks nobody where the route or the policy would.',
  ),
);

/** The longest context, as long as `isContext` allows. */
const LONGEST_CONTEXT = 'x'.repeat(120);

/** A prompt for the callee before the two are connected. */
export const announce = v.pipe(
  prompt,
  v.check(
    ({ say = '' }) => say.replaceAll('{context}', LONGEST_CONTEXT).length <= MAX_SAY_CHARACTERS,
    'a text of at most 4,000 characters, of which each {context} counts as 120',
  ),
  v.description('What the callee hears before the two are connected; {context} is the context of the URL.'),
);

const DIGITS = 'up to 50 digits, "*", "#", A to D, "w" and "," (half a second), "W" (a second)';

/** Keys that are pressed after the answer (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/sendDtmf). */
export const sendDigits = v.pipe(
  v.string(DIGITS),
  v.regex(/^[0-9*#A-Da-dwW,]{1,50}$/, DIGITS),
  v.metadata({
    description: `Keys that are pressed after the answer, before anything is heard, such as an extension: ${DIGITS}.`,
    examples: ['ww1234#'],
  }),
);

/** Hands off by `<Transfer>` also where a `<Refer>` could be. */
export const by = v.pipe(
  v.literal('transfer', '"transfer"'),
  v.description('Hands off by <Transfer>, also where a <Refer> could be.'),
);

const KEY_WORDS: Readonly<Record<string, string>> = { '*': 'star', '#': 'pound' };

/** A confirmation with its defaults filled in; a prompt that nobody wrote names the key. */
export function toConfirm(input: v.InferOutput<typeof confirm>): Confirm | false {
  if (input === false) return false;
  if (input === true) return toConfirm({});
  const { key = DEFAULT_CONFIRM.key, seconds = DEFAULT_CONFIRM.seconds } = input;
  const builtIn = withOrigin({ say: `Press ${KEY_WORDS[key] ?? key} to take this call.` }, BUILT_IN);
  return { key, seconds, prompt: (input.prompt as Confirm['prompt'] | undefined) ?? builtIn };
}

/** Tells whether a policy asks callees to take a call: only then is it read whether they did. */
export const asksCallees = ({ transfer, routes }: Policy): boolean =>
  [{ transfer }, ...routes, ...routes.flatMap(({ destinations }) => destinations)].some(
    ({ transfer: options }) => options?.confirm,
  );
