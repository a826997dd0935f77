// biome-ignore-all lint/style/noRestrictedGlobals: Date calculates here, and reads no clock

import { WEEKDAYS } from './spans.ts';

const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', 'last'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** An nth weekday of a month, such as `4th thu nov`. */
const NTH_DAY = `(?:${ORDINALS.join('|')}) (?:${WEEKDAYS.join('|')}) (?:${MONTHS.join('|')})`;

/** How dates are written: `yyyy-mm-dd`; `mm-dd` or an nth weekday of a month for every year. */
export const DATE_PATTERN = new RegExp(`^(?:(?:\\d{4}-)?\\d\\d-\\d\\d|${NTH_DAY})$`);

const EXPECTED = 'a date such as "2026-12-25", or "12-25" for every year, or "4th thu nov"';

const isNthDay = (key: string): boolean => key.includes(' ');

/** Tells whether a date is of one year alone. */
export const hasYear = (key: string): boolean => key.length === 'yyyy-mm-dd'.length;

/** The number of days of a month, from 1 to 12. Leap years repeat after 400 years, and Date takes a year below 100 for another. */
const daysIn = (year: number, month: number): number =>
  new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();

/** The words that people may have meant by those of an nth weekday. */
const ORDINAL_WORDS = ['first', 'second', 'third', 'fourth', 'fifth', 'last'];

/** The nth weekday that a text names in other words: `4th Thursday of November`. */
function meantNthDay(text: string): string {
  const words = text.toLowerCase().match(/[a-z]+|\d\w*/g) ?? [];
  const named = (names: readonly string[]): string | undefined =>
    names.find((name) => words.some((word) => word.length > 2 && word.startsWith(name)));
  const digit = words.find((word) => /^[1-5](?:\D|$)/.test(word))?.[0];
  const word = named(ORDINAL_WORDS);
  const ordinal = ORDINALS[digit === undefined ? ORDINAL_WORDS.indexOf(word ?? '') : Number(digit) - 1];
  const [weekday, month] = [named(WEEKDAYS), named(MONTHS)];
  return ordinal && weekday && month ? `; did you mean "${ordinal} ${weekday} ${month}"?` : '';
}

/** Says what is expected of a text that is no date; one without a year may be of a leap year. */
export function mistakeInDate(text: string): string | undefined {
  if (!DATE_PATTERN.test(text)) return EXPECTED + meantNthDay(text);
  if (isNthDay(text)) return undefined;
  const [day = 0, month = 0, year] = text.split('-').map(Number).toReversed();
  if (month < 1 || month > 12) return 'a month from 01 to 12';
  const last = daysIn(year ?? 0, month);
  if (day >= 1 && day <= last) return undefined;
  const name = new Date(Date.UTC(2000, month - 1)).toLocaleString('en', { month: 'long', timeZone: 'UTC' });
  const named = month === 2 && year !== undefined ? `${name} ${year}` : name;
  return `a day from 01 to ${last}: ${named} has ${last} days`;
}

/** The day of the month of an nth weekday; `undefined` in a month without a fifth. */
function nthDay(key: string, year: number, month: number): number | undefined {
  const [ordinal = '', weekday] = key.split(' ');
  const days = daysIn(year, month);
  // 0 is Monday, as in WEEKDAYS.
  const first = (new Date(Date.UTC(year, month - 1)).getUTCDay() + 6) % 7;
  const earliest = 1 + ((WEEKDAYS.indexOf(weekday as 'mon') - first + 7) % 7);
  const nth = ordinal === 'last' ? Math.floor((days - earliest) / 7) : ORDINALS.indexOf(ordinal);
  const day = earliest + 7 * nth;
  return day > days ? undefined : day;
}

/**
 * The day on which a date falls in a year, as `yyyy-mm-dd`.
 * @param key a date without a year, and without {@link mistakeInDate}
 * @param year from 1000 to 9999
 * @returns `undefined` in a year that has no such day
 */
export function dayIn(key: string, year: number): string | undefined {
  const month = isNthDay(key) ? MONTHS.indexOf(key.slice(-3)) + 1 : Number(key.slice(0, 2));
  const day = isNthDay(key) ? nthDay(key, year, month) : Number(key.slice(3));
  if (day === undefined || day > daysIn(year, month)) return undefined;
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
}

/** The years whose nth weekdays a deployment knows: its own and ten more, and the one before, whose calls may be decided again. */
export const knownYears = (year: number): number[] =>
  Array.from({ length: 12 }, (_, index) => year - 1 + index);

/** The days of an nth weekday of a month that a deployment knows; of another date, the date. */
export const knownDays = (key: string, year: number): string[] =>
  isNthDay(key) ? knownYears(year).flatMap((each) => dayIn(key, each) ?? []) : [key];
