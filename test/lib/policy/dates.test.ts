import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../functions/recovery/hours.ts';
import { dayIn, mistakeInDate } from '../../../lib/policy/dates.ts';
import { originOf } from '../../../lib/policy/origin.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused, validate } from './refused.ts';

const EXPECTED = 'a date such as "2026-12-25", or "12-25" for every year, or "4th thu nov"';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const ORDINALS = ['1st', '2nd', '3rd', '4th', '5th', 'last'];

const fileOf = (dates: object) => ({
  hours: { a: { timeZone: 'UTC', weekly: { 'mon-sun': '00:00-24:00' }, dates } },
});

describe('dates', () => {
  it.each(['2026-12-25', '12-25', '2028-02-29', '02-29', '01-01', '0000-02-29', '2000-02-29'])('%s', (text) =>
    expect(mistakeInDate(text)).toBeUndefined(),
  );

  it.each([
    ['2026-11-31', 'a day from 01 to 30: November has 30 days'],
    ['02-30', 'a day from 01 to 29: February has 29 days'],
    ['2026-02-29', 'a day from 01 to 28: February 2026 has 28 days'],
    ['1900-02-29', 'a day from 01 to 28: February 1900 has 28 days'],
    ['2028-02-30', 'a day from 01 to 29: February 2028 has 29 days'],
    ['2026-12-00', 'a day from 01 to 31: December has 31 days'],
    ['2026-12-32', 'a day from 01 to 31: December has 31 days'],
    ['13-01', 'a month from 01 to 12'],
    ['00-10', 'a month from 01 to 12'],
  ])('%s is none: %s', (text, expected) => expect(mistakeInDate(text)).toBe(expected));

  it.each(['2026-1-1', '26-12-25', '12/25', 'x12-25', '2026-12-25x', '+12026-12-25', ''])('not %s', (text) =>
    expect(mistakeInDate(text)).toBe(EXPECTED),
  );

  it('are those that the calendar has', () => {
    const digits = (most: number) =>
      fc.integer({ min: 0, max: most }).map((each) => String(each).padStart(2, '0'));
    const year = fc.integer({ min: 0, max: 9999 }).map((each) => String(each).padStart(4, '0'));
    fc.assert(
      fc.property(year, digits(14), digits(33), (...parts) => {
        const text = parts.join('-');
        const time = Date.parse(`${text}T00:00:00Z`);
        const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
        expect(mistakeInDate(text) === undefined).toBe(isDate);
      }),
    );
  });
});

describe('an nth weekday of a month', () => {
  it('is the day that Temporal finds, over 50 years', () => {
    for (let year = 2000; year < 2050; year += 1)
      for (const [index, month] of MONTHS.entries()) {
        const { daysInMonth } = Temporal.PlainYearMonth.from({ year, month: index + 1 });
        const days = Array.from({ length: daysInMonth }, (_, day) =>
          Temporal.PlainDate.from({ year, month: index + 1, day: day + 1 }),
        );
        for (const [place, weekday] of WEEKDAYS.entries()) {
          const all = days.filter(({ dayOfWeek }) => dayOfWeek === place + 1).map(String);
          const found = ORDINALS.map((ordinal) => dayIn(`${ordinal} ${weekday} ${month}`, year));
          expect(found, `${weekday} ${month} ${year}`).toEqual(
            [...all, undefined].slice(0, 5).concat(all.at(-1)),
          );
        }
      }
  });

  it('is closed on its days for ten years, is open on the days around them, and knows its key', () => {
    const policy = parsePolicy(fileOf({ '4th thu nov': 'closed', 'last mon may': 'closed' }), 2026);
    for (let year = 2025; year <= 2036; year += 1)
      for (const key of ['4th thu nov', 'last mon may']) {
        const day = Temporal.PlainDate.from(String(dayIn(key, year)));
        const isOpenOn = (days: number) => isOpen('a', `${day.add({ days })}T12:00:00Z`, policy);
        expect([-1, 0, 1].map(isOpenOn), `${key} ${year}`).toEqual([true, false, true]);
        expect(originOf(policy.hours.a?.dates[String(day)] ?? {})).toBe(key);
      }
  });

  it('is beaten by a date with a year, and has none in a month without a fifth', () => {
    const { dates = {} } = parsePolicy(
      fileOf({ '2026-11-26': '09:00-12:00', '4th thu nov': 'closed', '5th thu nov': 'closed' }),
      2026,
    ).hours.a ?? { dates: undefined };
    expect([dates['2026-11-26'], dates['2027-11-25']]).toEqual([[540, 720], []]);
    const fifths = Object.keys(dates).filter((day) => day > '2026' && day.slice(8) >= '29');
    expect(fifths).toEqual(['2028-11-30', '2029-11-29', '2034-11-30', '2035-11-29']);
  });

  it.each([
    ['4th Thu Nov', '4th thu nov'],
    ['4th Thursday of November', '4th thu nov'],
    ['fourth thursday november', '4th thu nov'],
    ['Last Monday in May', 'last mon may'],
    ['1th mon jan', '1st mon jan'],
    ['may, last  mon', 'last mon may'],
    ['4 thu nov', '4th thu nov'],
  ])('%j is told as %j', (text, meant) => {
    expect(mistakeInDate(text)).toBe(`${EXPECTED}; did you mean "${meant}"?`);
  });

  it.each(['6th thu nov', '4th thu', 'thu nov', 'last day may', 'thanksgiving', ' '])(
    '%j means none',
    (text) => {
      expect(mistakeInDate(text)).toBe(EXPECTED);
    },
  );

  it('is a key that an editor takes', () => {
    for (const ordinal of ORDINALS) expect(validate(fileOf({ [`${ordinal} sun feb`]: 'closed' }))).toBe(true);
    expect(validate(fileOf({ '6th sun feb': 'closed' }))).toBe(false);
  });
});

describe('two dates without a year that fall on one day', () => {
  const told = (dates: object): string[] =>
    refused(fileOf(dates), 2026).mistakes.map(
      ({ path, found, expected }) => `${path}: ${found}, ${expected}`,
    );

  it('are a mistake that names the first such day, if they say different things', () => {
    expect(told({ '12-25': 'closed', '4th fri dec': '09:00-12:00' })).toEqual([
      'hours.a.dates.4th fri dec: "09:00-12:00", what "12-25" says, as both fall on 2026-12-25; "2026-12-25" would decide',
    ]);
    expect(told({ 'last mon may': 'closed', '4th mon may': ['09:00-12:00'] })[0]).toContain(
      'both fall on 2026-05-25',
    );
    // Ten years after, on 29 February.
    expect(told({ '02-29': 'closed', '5th fri feb': '09:00-12:00' })[0]).toContain('both fall on 2036-02-29');
  });

  it.each([
    [
      'say the same',
      { '12-25': ['09:00-10:00', '11:00-12:00'], '4th fri dec': ['11:00-12:00', '09:00-10:00'] },
    ],
    ['have a date that decides', { '12-25': 'closed', '4th fri dec': '09:00-12:00', '2026-12-25': 'closed' }],
    ['never meet', { '11-21': 'closed', '4th thu nov': '09:00-12:00' }],
  ])('are none where they %s', (_where, dates) => {
    expect(parsePolicy(fileOf(dates), 2026).hours).toHaveProperty('a');
  });

  it('are found, whatever they are', () => {
    const key = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(...ORDINALS),
          fc.constantFrom(...WEEKDAYS),
          fc.constantFrom(...MONTHS.slice(0, 2)),
        )
        .map((words) => words.join(' ')),
      fc
        .integer({ min: 1, max: 59 })
        .map((day) => Temporal.PlainDate.from('2028-01-01').add({ days: day }).toString().slice(5)),
    );
    const daysOf = (each: string): string[] =>
      Array.from({ length: 11 }, (_, index) => 2026 + index).flatMap((year) => {
        if (!each.includes(' '))
          return Number.isNaN(Date.parse(`${year}-${each}`)) || (each === '02-29' && year % 4 !== 0)
            ? []
            : [`${year}-${each}`];
        return dayIn(each, year) ?? [];
      });
    fc.assert(
      fc.property(key, key, (one, other) => {
        const shared = daysOf(one).find((day) => daysOf(other).includes(day));
        const dates = { [one]: 'closed', [other]: '09:00-12:00' };
        if (one === other || shared === undefined) parsePolicy(fileOf(dates), 2026);
        else expect(told(dates)).toEqual([expect.stringContaining(`both fall on ${shared};`)]);
      }),
    );
  });
});
