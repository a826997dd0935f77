/**
 * The locales and voices that `<SpeakSentence>` knows. Closed lists, although they are Bandwidth's:
 * an unknown one may fail the call, and that is learned at synth or from a caller.
 * Source: TtsLocale and TtsVoice of https://github.com/Bandwidth/java-sdk; its documentation lists fewer.
 */
// biome-ignore format: a line for each locale
export const VOICES_BY_LOCALE = {
  en_US: ['julie', 'kate', 'susan', 'dave', 'paul', 'ruth', 'stephen', 'salli', 'salli_enh', 'joey', 'joey_enh', 'justin', 'ivy', 'ivy_enh'],
  en_UK: ['bridget', 'simon'],
  en_GB: ['emma', 'emma_enh'],
  en_GB_WLS: ['geraint'],
  en_AU: ['nicole', 'russell'],
  en_IN: ['raveena'],
  de: ['katrin', 'stefan'],
  es: ['esperanza', 'violeta', 'jorge'],
  es_MX: ['rosa'],
  es_US: ['lupe', 'pedro', 'miguel', 'penelope'],
  fr: ['jolie', 'bernard'],
  fr_CA: ['gabrielle', 'liam', 'chantal'],
  it: ['paola', 'luca'],
  ja: ['masako', 'kenji'],
  ru: ['nadiya', 'anatoli'],
  arb: ['zeina'],
  'cmn-CN': ['zhiyu'],
  da_DK: ['mads', 'naja'],
  nl_NL: ['ruben'],
  ro_RO: ['carmen'],
} as const;

type Locale = keyof typeof VOICES_BY_LOCALE;

/** Every locale, in the spelling of Bandwidth. */
export const LOCALES = Object.keys(VOICES_BY_LOCALE) as Locale[];

/** The locale of a voice; `undefined` where no such voice is known. */
export const localeOf = (voice: string): Locale | undefined =>
  LOCALES.find((locale) => (VOICES_BY_LOCALE[locale] as readonly string[]).includes(voice));

/** Every voice. */
export const VOICES = Object.values(VOICES_BY_LOCALE).flat();

/** Languages that Bandwidth names by three letters. */
const LANGUAGES: Readonly<Record<string, string>> = { ar: 'arb', zh: 'cmn' };

/** Words that name the locale that was probably meant: in another spelling, or of the same language; else none. */
export function meantLocale(text: string): string {
  const [language = '', ...region] = text.trim().toLowerCase().split(/[-_]/);
  const written = [LANGUAGES[language] ?? language, ...region].join('_');
  const spelt = LOCALES.map((locale) => ({ locale, text: locale.toLowerCase().replace('-', '_') }));
  const meant =
    spelt.find(({ text }) => text === written) ??
    spelt.find(({ text }) => text.split('_')[0] === written.split('_')[0]);
  return meant === undefined ? '' : `; did you mean "${meant.locale}"?`;
}
