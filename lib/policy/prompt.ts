import * as v from 'valibot';
import type { Prompt, PromptName } from '../../functions/recovery/policy.ts';
import { closedObject, oneOf, optionalEntries, plainText } from './building-blocks.ts';
import { httpUrl } from './http-url.ts';
import { VOICES } from './voices.ts';

const LOCALE = /^[a-z]{2,3}(?:[_-][A-Z]{2})?$/;

/**
 * A sentence (at most 4,000 characters, so that every answer stays far below
 * 64 KB) or an audio file. SSML is not interpreted: the text is spoken as it stands.
 */
export const prompt = v.pipe(
  closedObject({
    say: v.exactOptional(
      v.pipe(
        plainText('a text', 4000),
        v.description('Plain text that is spoken, without SSML: 1 to 4,000 characters.'),
      ),
    ),
    voice: v.exactOptional(
      v.pipe(oneOf(VOICES), v.description('Voice that speaks; it decides over locale and gender.')),
    ),
    locale: v.exactOptional(
      v.pipe(
        v.string('a locale such as "en_US"'),
        v.regex(LOCALE, 'a locale such as "en_US"'),
        v.metadata({
          description: 'Language that is spoken.',
          default: 'en_US',
          examples: ['en_US', 'es_MX'],
        }),
      ),
    ),
    gender: v.exactOptional(
      v.pipe(
        oneOf(['male', 'female']),
        v.metadata({ description: 'Gender of the voice.', default: 'female' }),
      ),
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

/** What a caller hears at the end where no policy says otherwise. */
export const GOODBYE: Prompt = {
  say: 'We are sorry. Your call could not be connected. Please try again later. Goodbye.',
};

/** What a caller hears before a message is recorded. `<Record>` has no beep: who wants a tone plays a file. */
export const VOICEMAIL: Prompt = {
  say: 'Nobody can take your call at the moment. Please leave a message, and hang up when you have finished.',
};

/** What a caller hears who has left a message and is still there. */
export const RECORDED: Prompt = { say: 'Thank you. Your message has been recorded. Goodbye.' };

/** What a caller hears where no destination is open and no policy says otherwise. */
export const CLOSED: Prompt = {
  say: 'We are closed at the moment. Please call again during our opening hours. Goodbye.',
};

/** The prompts of steps that have none of their own. */
export const prompts = v.pipe(
  closedObject(
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
