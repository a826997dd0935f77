import { expect, it } from 'vitest';
import { LOCALES, meantLocale, VOICES } from '../../../lib/policy/voices.ts';

it.each([
  ['de-DE', 'de'],
  ['de_DE', 'de'],
  ['en', 'en_US'],
  ['en-US', 'en_US'],
  ['EN_us', 'en_US'],
  ['en-GB', 'en_GB'],
  ['en_NZ', 'en_US'],
  ['es-MX', 'es_MX'],
  ['es_ES', 'es'],
  ['fr-FR', 'fr'],
  ['fr-CA', 'fr_CA'],
  ['ja-JP', 'ja'],
  ['zh-CN', 'cmn-CN'],
  ['cmn_CN', 'cmn-CN'],
  ['ar', 'arb'],
  [' nl', 'nl_NL'],
])('%s was meant as %s', (text, locale) => expect(meantLocale(text)).toBe(`; did you mean "${locale}"?`));

it.each(['pt-BR', 'English', '', '5', 'sv_SE', 'd'])('nothing is known to be meant by %j', (text) =>
  expect(meantLocale(text)).toBe(''),
);

it('every locale is meant as it is, and no voice is listed twice', () => {
  for (const locale of LOCALES) expect(meantLocale(locale)).toContain(`"${locale}"`);
  expect(new Set(VOICES).size).toBe(VOICES.length);
});
