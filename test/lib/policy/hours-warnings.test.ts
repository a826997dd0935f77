import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOpen } from '../../../functions/recovery/hours.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { policyWarnings } from '../../../lib/policy/warnings.ts';

const NOW = Date.UTC(2026, 11, 1, 12);

/** The warnings about hours that a route has, or is without. */
function told(calendar: object, named: unknown = 'a', now = NOW): string[] {
  const policy = parsePolicy(
    {
      hours: { a: { timeZone: 'UTC', ...calendar } },
      routes: [{ name: 'r', hours: named, destinations: ['sip:x@x.example'] }],
    },
    2026,
  );
  return policyWarnings(policy, now).map(({ path, text }) => `${path}: ${text}`);
}

const YEAR = Array.from({ length: 366 }, (_, day) =>
  new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(5, 10),
);
const everyDate = (day: unknown) => Object.fromEntries(YEAR.map((date) => [date, day]));
const day = '09:00-17:00';

describe('hours that are never open again', () => {
  const NEVER =
    'hours.a: never open from 2026-12-01 on: its spans are of past dates, or of days that "dates" close';

  it.each<[string, object]>([
    ['only past dates', { dates: { '2026-11-30': day } }],
    [
      'past dates beside closed ones',
      { weekly: { mon: 'closed' }, dates: { '2026-11-30': day, '2027-01-01': 'closed' } },
    ],
    ['weekdays that every date closes', { weekly: { 'mon-sun': day }, dates: everyDate('closed') }],
  ])('have %s', (_what, calendar) => expect(told(calendar)).toEqual([NEVER]));

  it.each<[string, object]>([
    ['today', { dates: { '2026-12-01': day } }],
    ['a date to come', { dates: { '2026-11-30': day, '2090-01-01': day } }],
    ['a date of every year', { dates: { '02-29': day } }],
    ['a weekday', { weekly: { sun: '23:59-24:00' } }],
    [
      'a weekday on the one date that is left',
      { weekly: { mon: day }, dates: { ...everyDate('closed'), '02-29': day } },
    ],
  ])('do not have %s', (_what, calendar) => expect(told(calendar)).toEqual([]));

  it('are told by the date on their own clock', () => {
    const late = Date.UTC(2026, 11, 1, 20);
    const dates = { '2026-12-01': day };
    expect(told({ dates, timeZone: 'Asia/Tokyo' }, 'a', late)[0]).toContain('never open from 2026-12-02 on');
    expect(told({ dates, timeZone: 'America/New_York' }, 'a', late)).toEqual([]);
  });
});

describe('dates of which none is to come', () => {
  const weekly = { 'mon-fri': day };

  it('are told, with the last of them', () => {
    expect(told({ weekly, dates: { '2026-04-03': 'closed', '2025-12-25': 'closed' } })).toEqual([
      'hours.a.dates: none of these dates is to come, the last was 2026-04-03: add new ones, or write "04-03" for every year',
    ]);
  });

  it.each<[string, object]>([
    ['none', {}],
    ['one today', { '2026-12-01': 'closed' }],
    ['one to come', { '2025-12-25': 'closed', '2027-12-25': 'closed' }],
    ['one of every year', { '2025-12-25': 'closed', '12-25': 'closed' }],
  ])('are not told where there is %s', (_what, dates) => expect(told({ weekly, dates })).toEqual([]));
});

describe('what is not always open', () => {
  const whole = { 'mon-sun': '00:00-24:00' };
  const NEVER = 'routes[0].hours: never open: "a" is always open';

  it.each<[string, object]>([
    ['all day', { weekly: whole }],
    ['in two spans', { weekly: { 'mon-sun': ['12:00-24:00', '00:00-12:00'] } }],
    ['over midnight', { weekly: { 'mon-sun': ['06:00-22:00', '22:00-06:00'] } }],
    ['on dates, too', { weekly: whole, dates: { '12-25': '00:00-24:00' } }],
    ['on every date', { dates: everyDate('00:00-24:00') }],
  ])('is never open: %s', (_what, calendar) => expect(told(calendar, { not: 'a' })).toEqual([NEVER]));

  it('is told at each destination', () => {
    const hours = { a: { timeZone: 'UTC', weekly: whole } };
    const destinations = ['sip:x@x.example', { to: 'sip:y@x.example', hours: { not: 'a' } }];
    expect(policyWarnings(parsePolicy({ hours, routes: [{ name: 'r', destinations }] }), NOW)).toEqual([
      { path: 'routes[0].destinations[1].hours', text: 'never open: "a" is always open' },
    ]);
  });

  it.each<[string, object]>([
    ['a minute is closed', { weekly: { 'mon-sun': '00:00-23:59' } }],
    ['the first minute is closed', { weekly: { 'mon-sun': '00:01-24:00' } }],
    ['a day is closed', { weekly: { 'mon-sat': '00:00-24:00' } }],
    ['a minute between spans is closed', { weekly: { 'mon-sun': ['00:00-12:00', '12:01-24:00'] } }],
    ['a date to come is closed', { weekly: whole, dates: { '2027-01-01': 'closed' } }],
    [
      'a date has no tail of the night before',
      { weekly: { 'mon-sun': ['06:00-22:00', '22:00-06:00'] }, dates: { '12-25': '06:00-24:00' } },
    ],
    [
      'the day after a date has no tail',
      { weekly: { 'mon-sun': ['06:00-22:00', '22:00-06:00'] }, dates: { '12-25': '00:00-24:00' } },
    ],
  ])('is open where %s', (_what, calendar) => expect(told(calendar, { not: 'a' })).toEqual([]));

  it('is told of dates to come alone', () => {
    const dates = { '2020-01-01': 'closed', '2027-01-01': '00:00-24:00' };
    expect(told({ weekly: whole, dates }, { not: 'a' })).toEqual([NEVER]);
  });
});

it('what is said to be never or always open is so, whatever the hours', () => {
  const span = fc.constantFrom('closed', '00:00-24:00', '06:00-18:00', '18:00-06:00', [
    '06:00-18:00',
    '18:00-06:00',
  ]);
  const keys = (...names: string[]) =>
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...names), span), { selector: ([name]) => name })
      .map(Object.fromEntries);
  const weekly = fc.oneof(
    span.map((each) => ({ 'mon-sun': each })),
    keys('mon', 'tue', 'wed-sat', 'sun'),
  );
  const dates = keys('2026-11-30', '2026-12-01', '2026-12-02', '2026-12-24', '12-24', '12-25');
  fc.assert(
    fc.property(weekly, dates, fc.boolean(), (weekly, dates, isNegated) => {
      const hours = isNegated ? { not: 'a' } : 'a';
      const input = { hours: { a: { timeZone: 'UTC', weekly, dates } } };
      let policy: ReturnType<typeof parsePolicy>;
      try {
        policy = parsePolicy(
          { ...input, routes: [{ name: 'r', hours, destinations: ['sip:x@x.example'] }] },
          2026,
        );
      } catch {
        return fc.pre(false);
      }
      const path = isNegated ? 'routes[0].hours' : 'hours.a';
      const isNever = policyWarnings(policy, NOW).some(
        (each) => each.path === path && each.text.startsWith('never open'),
      );
      // Four times of each day for two years: between them no span here begins and ends, or is cut off.
      const times = Array.from({ length: 2 * 365 * 4 }, (_, index) => NOW + (30 + 360 * index) * 60_000);
      const opens = times.some((time) => isOpen(hours, new Date(time).toISOString(), policy));
      // A night that a date cuts off might lack on another weekday than the one that follows: then nothing is said.
      if (isNegated && !isNever) return;
      expect(isNever).toBe(!opens);
    }),
    { numRuns: 300 },
  );
});

describe('a time zone without summer time under a name that people use for one with it', () => {
  const weekly = { mon: day };

  it.each([
    ['EST', '"EST" is UTC-5 all year, without summer time: name a city, such as "America/New_York"'],
    [
      'MST',
      '"MST" is UTC-7 all year, without summer time: name a city, such as "America/Denver" or "America/Phoenix"',
    ],
    [
      'HST',
      '"HST" is UTC-10 all year, without summer time: name a city, such as "Pacific/Honolulu" or "America/Adak"',
    ],
    [
      'GMT',
      '"GMT" is UTC+0 all year, without summer time: name a city, such as "Europe/London" or "Africa/Accra"',
    ],
  ])('%s', (timeZone, text) => expect(told({ timeZone, weekly })).toEqual([`hours.a.timeZone: ${text}`]));

  it.each(['UTC', 'CET', 'WET', 'EST5EDT', 'America/Phoenix', 'Asia/Kolkata', 'Etc/GMT+5'])(
    'is not %s',
    (timeZone) => expect(told({ timeZone, weekly })).toEqual([]),
  );
});
