import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../functions/recovery/hours.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const calendars = parsePolicy(
  {
    hours: {
      office: {
        timeZone: 'America/New_York',
        weekly: { 'mon-fri': ['08:30-12:00', '13:00-17:30'], sat: '10:00-14:00' },
        dates: {
          '2026-12-24': '08:30-12:00',
          '2026-12-25': 'closed',
          '12-31': 'closed',
          '2027-12-31': '09:00-10:00',
        },
      },
      night: {
        timeZone: 'UTC',
        weekly: { 'fri-mon': '22:00-06:00' },
        dates: { '2026-07-04': 'closed', '2026-07-06': '10:00-02:00' },
      },
      clock: { timeZone: 'America/New_York', weekly: { sun: ['01:00-02:00', '02:00-03:00', '20:00-24:00'] } },
      whole: { timeZone: 'Asia/Kolkata', weekly: { wed: '00:00-24:00' } },
    },
  },
  2026,
);
const at = (hours: string, time: string | undefined) => isOpen(hours, time, calendars);

describe('a span', () => {
  it.each([
    ['opens at its first minute', 'office', '2026-11-25T13:30:00Z', true],
    ['is closed a moment before', 'office', '2026-11-25T13:29:59.999Z', false],
    ['is open until its last minute', 'office', '2026-11-25T16:59:59.999Z', true],
    ['closes at its last minute', 'office', '2026-11-25T17:00:00Z', false],
    ['comes again on the same day', 'office', '2026-11-25T18:00:00Z', true],
    ['is not open on another weekday', 'office', '2026-11-22T18:00:00Z', false],
    ['of a Saturday is its own', 'office', '2026-11-28T15:00:00Z', true],
    ['until 24:00 holds the last minute of the day', 'clock', '2026-11-23T04:59:59Z', true],
    ['until 24:00 ends with the day', 'clock', '2026-11-23T05:00:00Z', false],
    ['of a whole day begins at midnight on its clock', 'whole', '2026-11-24T18:30:00Z', true],
    ['of a whole day has not begun before', 'whole', '2026-11-24T18:29:59Z', false],
    ['of a whole day ends at midnight', 'whole', '2026-11-25T18:30:00Z', false],
  ])('%s', (_what, hours, time, expected) => expect(at(hours, time)).toBe(expected));
});

describe('a span over midnight belongs to the day on which it begins', () => {
  it.each([
    ['Friday 22:00', '2026-06-05T22:00:00Z', true],
    ['Friday 05:59, of no Thursday', '2026-06-05T05:59:00Z', false],
    ['Saturday 05:59, of Friday', '2026-06-06T05:59:59Z', true],
    ['Saturday 06:00', '2026-06-06T06:00:00Z', false],
    ['Monday 03:00, of Sunday', '2026-06-08T03:00:00Z', true],
    ['Tuesday 03:00, of Monday', '2026-06-09T03:00:00Z', true],
    ['Tuesday 23:00', '2026-06-09T23:00:00Z', false],
  ])('%s', (_what, time, expected) => expect(at('night', time)).toBe(expected));
});

describe('an entry of dates rules its whole day', () => {
  it.each([
    ['in place of the weekday', 'office', '2026-12-24T16:00:00Z', true],
    ['in the afternoon too', 'office', '2026-12-24T19:00:00Z', false],
    ['closed', 'office', '2026-12-25T15:00:00Z', false],
    ['of every year', 'office', '2026-12-31T15:00:00Z', false],
    ['of every year, far away', 'office', '2043-12-31T15:00:00Z', false],
    ['of one year before that of every year', 'office', '2027-12-31T14:30:00Z', true],
    ['the tail of the night before included', 'night', '2026-07-04T03:00:00Z', false],
    ['but not the next day', 'night', '2026-07-05T03:00:00Z', false],
    ['with a tail of its own', 'night', '2026-07-07T01:59:00Z', true],
    ['and no longer', 'night', '2026-07-07T02:00:00Z', false],
    ['before its span', 'night', '2026-07-06T03:00:00Z', false],
  ])('%s', (_what, hours, time, expected) => expect(at(hours, time)).toBe(expected));
});

describe('wall-clock time across daylight saving', () => {
  it.each([
    ['the hour that is left out is never open: 01:59', '2026-03-08T06:59:59Z', true],
    ['the hour that is left out is never open: 03:00', '2026-03-08T07:00:00Z', false],
    ['the hour that comes twice is open the first time', '2026-11-01T05:30:00Z', true],
    ['and the second time', '2026-11-01T06:30:00Z', true],
    ['then comes the next', '2026-11-01T07:30:00Z', true],
    ['which ends', '2026-11-01T08:00:00Z', false],
  ])('%s', (_what, time, expected) => expect(at('clock', time)).toBe(expected));

  it.each([
    ['before the years that are known, the first offset holds', '2020-07-22T13:00:00Z', false],
    ['after them the last', '2050-07-20T12:45:00Z', false],
  ])('%s', (_what, time, expected) => {
    // By summer time, New York would be open at both.
    expect(at('office', time)).toBe(expected);
  });

  it('reaches back before 1970', () => {
    expect(at('whole', '1969-12-31T12:00:00Z')).toBe(true);
    expect(at('whole', '1969-12-30T12:00:00Z')).toBe(false);
    expect(at('whole', '0001-01-03T12:00:00Z')).toBe(true);
  });
});

describe('what is not open at a time of its own', () => {
  it('is negated', () => {
    expect(isOpen({ not: 'office' }, '2026-12-25T15:00:00Z', calendars)).toBe(true);
    expect(isOpen({ not: 'office' }, '2026-12-24T16:00:00Z', calendars)).toBe(false);
  });

  it.each(['always', 'office', { not: 'office' }])('is open without a time that can be read: %j', (hours) => {
    expect(isOpen(hours, undefined, calendars)).toBe(true);
    expect(isOpen(hours, 'yesterday', calendars)).toBe(true);
  });

  it('is always open', () => expect(at('always', '2026-12-25T15:00:00Z')).toBe(true));
});
