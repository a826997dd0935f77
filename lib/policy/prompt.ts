import * as v from 'valibot';
import type { PromptName } from '../../functions/recovery/policy.ts';
import type { Prompt } from '../../functions/recovery/prompt.ts';
import { closedObject, optionalEntries, plainText } from './building-blocks.ts';
import { httpUrl } from './http-url.ts';
import { withOrigin } from './origin.ts';
import { BUILT_IN, speakerWords } from './speaker.ts';

/** The elements of SSML (https://www.w3.org/TR/speech-synthesis11/), and those with a prefix, as Amazon Polly has. */
const ELEMENT =
  '(?:audio|break|desc|emphasis|lang|lexicon|lookup|mark|meta|metadata|p|phoneme|prosody|s|say-as|speak|sub|token|voice|w|[a-z]+:[a-z-]+)';

/** A tag of SSML, a comment or a declaration of XML, or a character written as XML has it. */
const MARKUP = new RegExp(
  `</?${ELEMENT}(?:[\\s/][^<>]*)?>|<[!?][^<>]*>|&(?:amp|lt|gt|quot|apos|#\\d+|#x[\\da-f]+);`,
  'i',
);

const { voice, locale, gender } = speakerWords;

/** Longest sentence. */
export const MAX_SAY_CHARACTERS = 4000;

/**
 * A sentence (at most 4,000 characters, so that every answer stays far below
 * 64 KB) or an audio file. SSML is not interpreted: the text is spoken as it stands.
 */
export const prompt = v.pipe(
  closedObject('{ "say": "Goodbye." } or { "play": "https://media.example.com/bye.wav" }', {
    say: v.exactOptional(
      v.pipe(
        plainText('a text', MAX_SAY_CHARACTERS),
        v.check(
          (text) => !MARKUP.test(text),
          'plain text: SSML and XML, such as <speak> or &amp;, would be read aloud as it stands',
        ),
        v.metadata({
          description: 'Plain text that is spoken, without SSML: 1 to 4,000 characters.',
          not: { pattern: MARKUP.source },
        }),
      ),
    ),
    voice: v.pipe(
      v.exactOptional(voice),
      v.description('Voice that speaks; it decides over locale and gender. See voices.'),
    ),
    locale: v.pipe(
      v.exactOptional(locale),
      v.metadata({ description: 'Language that is spoken: see voices.', default: 'en_US' }),
    ),
    gender: v.pipe(
      v.exactOptional(gender),
      v.metadata({ description: 'Gender of the voice: `male` or `female`.', default: 'female' }),
    ),
    play: v.exactOptional(
      v.pipe(
        httpUrl,
        v.description('URL of a wav or mp3 file that is played instead: at most 2,048 characters.'),
      ),
    ),
  }),
  v.check(({ say, play }) => (say === undefined) !== (play === undefined), 'either "say" or "play"'),
  v.check(
    ({ play, voice, locale, gender }) => play === undefined || !(voice || locale || gender),
    '"voice", "locale" and "gender" only together with "say"',
  ),
  v.metadata({
    description: 'What a caller hears: a sentence, or an audio file.',
    if: { required: ['play'] },
    // biome-ignore lint/suspicious/noThenProperty: a key of JSON Schema
    then: { properties: { say: false, voice: false, locale: false, gender: false } },
    else: { required: ['say'] },
  }),
);

const builtIn = (say: string): Prompt => withOrigin({ say }, BUILT_IN);

/** The prompt at the end of a call where no policy says otherwise. */
export const GOODBYE = builtIn(
  'We are sorry. Your call could not be connected. Please try again later. Goodbye.',
);

/** The prompt before a message is recorded. `<Record>` has no beep: who wants a tone plays a file. */
export const VOICEMAIL = builtIn(
  'Nobody can take your call at the moment. Please leave a message, and hang up when you have finished.',
);

/** The prompt for a caller who has left a message and is still there. */
export const RECORDED = builtIn('Thank you. Your message has been recorded. Goodbye.');

/** The prompt where no destination is open and no policy says otherwise. */
export const CLOSED = builtIn(
  'We are closed at the moment. Please call again during our opening hours. Goodbye.',
);

/** The prompts of steps that have none of their own. */
export const prompts = v.pipe(
  closedObject(
    '{ "goodbye": { "say": "Goodbye." } }',
    optionalEntries<PromptName, typeof prompt>(prompt, {
      begin: { description: 'Heard before the first hand-off of a call.' },
      next: { description: 'Heard before the next destination is tried.' },
      retry: { description: 'Heard before the same destination is tried again.' },
      bridge: { description: 'Heard before the same destination is tried by <Transfer>.' },
      voicemail: { description: 'Heard before a message is recorded.', default: VOICEMAIL },
      redirect: { description: 'Heard before the call goes to your own URL.' },
      goodbye: { description: 'Heard before a goodbye hangs up.', default: GOODBYE },
      hangup: { description: 'Heard before a hangup hangs up.' },
      recorded: {
        description: 'Heard in place of goodbye by a caller who has left a message.',
        default: RECORDED,
      },
      closed: {
        description: 'Heard in place of goodbye where no destination of the route is open.',
        default: CLOSED,
      },
    }),
  ),
  v.description('What callers hear at a step that has no prompt of its own.'),
);
