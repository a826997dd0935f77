import * as v from 'valibot';
import type { Policy } from '../../functions/recovery/policy.ts';
import type { Prompt } from '../../functions/recovery/prompt.ts';
import { oneOf } from './building-blocks.ts';
import { originOf, withOrigin } from './origin.ts';
import { LOCALES, localeOf, meantLocale, VOICES } from './voices.ts';

const LOCALE = `one of ${LOCALES.map((locale) => `"${locale}"`).join(', ')}`;

/** The words of a speaker, as policy, route and prompt have them. */
export const speakerWords = {
  voice: oneOf(VOICES),
  locale: v.picklist(LOCALES, ({ input }) => LOCALE + meantLocale(String(input))),
  gender: oneOf(['male', 'female']),
};

const { voice, locale, gender } = speakerWords;

/** Who speaks the prompts of a policy or a route that do not say it themselves. */
export const speaker = {
  voice: v.pipe(v.exactOptional(voice), v.description('Voice of its prompts that name none.')),
  locale: v.pipe(v.exactOptional(locale), v.description('Language of its prompts that name none.')),
  gender: v.pipe(v.exactOptional(gender), v.description('Gender of its voices that are not named.')),
};

/** Who speaks a prompt. */
type Speaker = Omit<Extract<Prompt, { say: string }>, 'say'>;

/** The origin of a prompt that no policy wrote. All of them are English. */
export const BUILT_IN = 'built in';

/** The origin of a built-in prompt beneath a speaker of another language. */
export const FOREIGN = 'built in, where another language is spoken';

const speakerOf = ({ voice, locale, gender }: Speaker): Speaker => ({
  ...(voice !== undefined && { voice }),
  ...(locale !== undefined && { locale }),
  ...(gender !== undefined && { gender }),
});

const languageOf = ({ voice, locale }: Speaker): string | undefined =>
  voice === undefined ? locale : localeOf(voice);

/**
 * Who speaks where a wider place has a speaker, too: what is said nearest holds. Beside a voice Bandwidth ignores locale
 * and gender (https://dev.bandwidth.com/docs/voice/bxml/speakSentence), so a wider voice that would overrule a nearer
 * word is left out, and its language stays.
 */
function nearest(own: Speaker, wider: Speaker): Speaker {
  if (own.voice !== undefined) return own;
  const language = languageOf(wider);
  if (own.gender === undefined && (own.locale ?? language) === language) return { ...wider, ...own };
  const { voice: _, ...others } = wider;
  return { ...others, ...(language !== undefined && { locale: language }), ...own };
}

/** A built-in prompt keeps its English voice where another language is spoken. */
function spokenPrompt(prompt: Extract<Prompt, { say: string }>, wider: Speaker): Prompt {
  if (originOf(prompt) !== BUILT_IN) return { ...prompt, ...nearest(speakerOf(prompt), wider) };
  const isEnglish = (languageOf(wider) ?? 'en_US').startsWith('en');
  return isEnglish ? withOrigin({ ...prompt, ...wider }, BUILT_IN) : withOrigin({ ...prompt }, FOREIGN);
}

/** Fills the speaker into all prompts of a value; what has none stays the same object. */
function spoken<Value>(value: Value, wider: Speaker): Value {
  if (typeof value !== 'object' || value === null) return value;
  if ('say' in value && typeof value.say === 'string') return spokenPrompt(value as never, wider) as Value;
  const before = Object.entries(value);
  const after = before.map(([key, each]) => [key, spoken(each, wider)] as const);
  if (after.every(([, each], index) => each === before[index]?.[1])) return value;
  const copy = (Array.isArray(value) ? after.map(([, each]) => each) : Object.fromEntries(after)) as Value &
    object;
  const origin = originOf(value);
  return origin === undefined ? copy : withOrigin(copy, origin);
}

const spokenBy = <Value>(value: Value, wider: Speaker): Value =>
  Object.keys(wider).length === 0 ? value : spoken(value, wider);

/** Fills in who speaks each prompt that does not say it: the speaker of its route, then that of the policy. */
export function withSpeakers(
  policy: Policy,
  file: Speaker & { readonly routes: readonly Speaker[] },
): Policy {
  const { routes, hours: _, timeZones: __, ...everywhere } = policy;
  const wide = speakerOf(file);
  return {
    ...policy,
    ...spokenBy(everywhere, wide),
    routes: routes.map((route, index) =>
      spokenBy(route, nearest(speakerOf(file.routes[index] as Speaker), wide)),
    ),
  };
}
