import { describe, expect, it } from 'vitest';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { refused } from './refused.ts';

const policy = (weekly: object, dates: object = {}) => ({ hours: { a: { timeZone: 'UTC', weekly, dates } } });

const told = (input: unknown): string[] =>
  refused(input).mistakes.map(({ path, found }) => `${path.slice('hours.a.'.length)}: ${found}`);

describe('a weekday in two keys', () => {
  it.each<[object, string[]]>([
    [{ 'mon-sat': 'closed', sat: '10:00-14:00' }, ['weekly.sat: "sat", which is in "mon-sat", too']],
    [
      { 'fri-mon': '10:00-14:00', 'mon,wed': 'closed' },
      ['weekly.mon,wed: "mon", which is in "fri-mon", too'],
    ],
    [{ 'mon,mon': '10:00-14:00' }, ['weekly.mon,mon: "mon", which is in "mon,mon", too']],
    [{ 'mon-wed,tue': '10:00-14:00' }, ['weekly.mon-wed,tue: "tue", which is in "mon-wed,tue", too']],
  ])('%j', (weekly, expected) => expect(told(policy(weekly))).toEqual(expected));
});

describe('spans that overlap', () => {
  it.each<[object, string[]]>([
    [{ mon: ['09:00-12:00', '11:59-13:00'] }, ['weekly.mon[1]: "11:59-13:00", which overlaps "09:00-12:00"']],
    [
      { 'mon-fri': ['13:00-17:00', '08:00-13:01'] },
      ['weekly.mon-fri[0]: "13:00-17:00", which overlaps "08:00-13:01"'],
    ],
    [{ mon: '22:00-06:00', tue: '05:00-12:00' }, ['weekly.tue: "05:00-12:00", which overlaps "22:00-06:00"']],
    [{ sun: '22:00-06:00', mon: '05:00-12:00' }, ['weekly.mon: "05:00-12:00", which overlaps "22:00-06:00"']],
    [
      { 'mon-sun': ['22:00-06:00', '05:00-12:00'] },
      ['weekly.mon-sun[1]: "05:00-12:00", which overlaps "22:00-06:00"'],
    ],
    [
      { mon: ['08:00-18:00', '09:00-10:00', '17:00-19:00'] },
      ['[1]: "09:00-10:00"', '[2]: "17:00-19:00"'].map(
        (found) => `weekly.mon${found}, which overlaps "08:00-18:00"`,
      ),
    ],
  ])('%j', (weekly, expected) => expect(told(policy(weekly))).toEqual(expected));

  it('on a date', () => {
    expect(told(policy({ mon: 'closed' }, { '12-24': ['22:00-06:00', '23:00-23:30'] }))).toEqual([
      'dates.12-24[1]: "23:00-23:30", which overlaps "22:00-06:00"',
    ]);
  });

  it.each<[string, object, object]>([
    ['one ends where the other begins', { mon: ['09:00-12:00', '12:00-13:00'] }, {}],
    ['the night ends where the day begins', { 'mon-sun': ['22:00-06:00', '06:00-22:00'] }, {}],
    ['a long night is followed by no day', { mon: ['05:00-12:00', '22:00-06:00'] }, {}],
    [
      'a date follows the night of another',
      { mon: 'closed' },
      { '12-24': '22:00-06:00', '12-25': '05:00-07:00' },
    ],
    [
      'a date begins before its own night ends',
      { mon: 'closed' },
      { '12-24': ['05:00-07:00', '22:00-06:00'] },
    ],
  ])('do not where %s', (_where, weekly, dates) => {
    expect(parsePolicy(policy(weekly, dates)).hours).toHaveProperty('a');
  });
});

it('tells every mistake at once, whatever stands where hours should', () => {
  const hours = {
    a: { timeZone: 'UTC', weekly: { mon: 5, x: [null], tue: 'closed' }, dates: { y: [[]] } },
    b: null,
  };
  const paths = refused({
    hours,
    routes: [{ name: 'r', destinations: [{ to: 'sip:a@x', hours: 'c' }], hours: null }],
  });
  expect(paths.mistakes.map(({ path }) => path).sort()).toEqual([
    'hours.a.dates.y',
    'hours.a.dates.y[0]',
    'hours.a.weekly.mon',
    'hours.a.weekly.x',
    'hours.a.weekly.x[0]',
    'hours.b',
    'routes[0].destinations[0].hours',
    'routes[0].hours',
  ]);
});
