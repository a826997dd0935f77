import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mistakeInDate, toSpan, toWeekdays } from '../../../lib/policy/spans.ts';

it.each([
  ['08:30-12:00', [510, 720]],
  ['00:00-24:00', [0, 1440]],
  ['22:00-24:00', [1320, 1440]],
  ['22:00-00:00', [1320, 1440]],
  ['22:00-06:15', [1320, 1815]],
  ['23:59-23:58', [1439, 2878]],
  ['09:00-09:00', undefined],
  ['00:00-00:00', undefined],
  ['24:00-06:00', undefined],
  ['09:00-24:01', undefined],
  ['08:60-12:00', undefined],
  ['25:00-26:00', undefined],
  ['9:00-12:00', undefined],
  ['09:00 - 12:00', undefined],
  ['x09:00-12:00', undefined],
  ['09:00-12:00x', undefined],
  ['', undefined],
])('the span %s is %j', (text, span) => expect(toSpan(text)).toEqual(span));

it.each([
  ['mon', [0]],
  ['sun', [6]],
  ['mon-fri', [0, 1, 2, 3, 4]],
  ['mon-sun', [0, 1, 2, 3, 4, 5, 6]],
  ['fri-mon', [4, 5, 6, 0]],
  ['sun-mon', [6, 0]],
  ['mon,wed', [0, 2]],
  ['sat-sun,wed', [5, 6, 2]],
  ['mon,mon', [0, 0]],
  ['mon-mon', undefined],
  ['mon,tue-tue', undefined],
  ['Mon', undefined],
  ['monday', undefined],
  ['xmon', undefined],
  ['mon-tue-wed', undefined],
  ['mon, wed', undefined],
  ['mon,', undefined],
  ['', undefined],
])('the weekdays of %s are %j', (key, weekdays) => expect(toWeekdays(key)).toEqual(weekdays));

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
    expect(mistakeInDate(text)).toBe('a date such as "2026-12-25", or "12-25" for every year'),
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
