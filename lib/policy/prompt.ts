import * as v from 'valibot';
import { PROMPT_NAMES } from '../../functions/recovery/policy.ts';
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
      v.pipe(plainText('a text', 4000), v.description('What is spoken; plain text, no SSML.')),
    ),
    voice: v.exactOptional(oneOf(VOICES)),
    locale: v.exactOptional(
      v.pipe(
        v.string('a locale such as "en_US"'),
        v.regex(LOCALE, 'a locale such as "en_US"'),
        v.metadata({ examples: ['en_US', 'es_MX'] }),
      ),
    ),
    gender: v.exactOptional(oneOf(['male', 'female'])),
    play: v.exactOptional(v.pipe(httpUrl, v.description('A wav or mp3 file that is played instead.'))),
  }),
  v.check(({ say, play }) => (say === undefined) !== (play === undefined), 'either "say" or "play"'),
  v.check(
    ({ play, voice, locale, gender }) => play === undefined || !(voice || locale || gender),
    '"voice", "locale" and "gender" beside "say" only',
  ),
  v.metadata({
    description: 'What a caller hears: a sentence, or an audio file.',
    oneOf: [
      { required: ['say'], not: { required: ['play'] } },
      { required: ['play'], maxProperties: 1 },
    ],
  }),
);

/** The prompts of steps that bring none of their own. */
export const prompts = closedObject(optionalEntries(PROMPT_NAMES, prompt));
