import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromClock, opensWords } from '../../../bin/explain/opens.ts';
import { type Hours, isOpen, type Offsets } from '../../../functions/recovery/hours.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { offsetsOf } from '../../../lib/policy/time-zone.ts';

const ZONES = ['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];

it('a time on a clock is the moment that Temporal takes it for, also where a clock skips or repeats it', () => {
  const offsets = new Map<string, Offsets>(ZONES.map((zone) => [zone, offsetsOf(zone, 2026)]));
  const around = ['2026-11-01', '2027-03-14', '2026-10-25', '2027-03-28', '2026-10-04', '2027-04-04'];
  const clock = fc.oneof(
    fc
      .tuple(fc.constantFrom(...around), fc.nat({ max: 1439 }))
      .map(([day, minute]) => Date.parse(day) / 60_000 + minute),
    fc.integer({ min: Date.parse('2026-01-02') / 60_000, max: Date.parse('2035-12-30') / 60_000 }),
  );
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), clock, (zone, minute) => {
      const plain = Temporal.PlainDateTime.from(new Date(minute * 60_000).toISOString().slice(0, 16));
      const expected =
        plain.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / 60_000;
      expect(fromClock(offsets.get(zone) as Offsets, minute)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

const policyOf = (office: object, hours: Hours) =>
  parsePolicy({ hours: { office }, routes: [{ name: 'r', destinations: ['sip:a@x.com'], hours }] }, 2026);

/** When the place of a policy opens, in words. */
function opens(office: object, time: string, hours: Hours = 'office'): string | undefined {
  const policy = policyOf(office, hours);
  const [route] = policy.routes;
  return opensWords(policy, route, route?.destinations ?? [], time);
}

describe('when a closed place opens', () => {
  const office = {
    timeZone: 'America/New_York',
    weekly: { 'tue-fri': ['09:00-12:00', '13:00-17:00'] },
    dates: { '12-25': 'closed', '2026-12-26': '10:30-11:00' },
  };

  it.each<[string, Hours, string]>([
    ['2026-11-27T23:40Z', 'office', 'opens Tue 09:00 New York'],
    ['2026-11-24T13:59Z', 'office', 'opens Tue 09:00 New York'],
    ['2026-11-24T17:30Z', 'office', 'opens Tue 13:00 New York'],
    ['2026-12-25T15:00Z', 'office', 'opens Sat 10:30 New York'],
    ['2026-11-24T15:00Z', { not: 'office' }, 'opens Tue 12:00 New York'],
  ])('at %s, %j: %s', (time, hours, expected) => {
    expect(opens(office, time, hours)).toBe(expected);
  });

  it('is never, where its last date is over', () => {
    const once = { timeZone: 'UTC', dates: { '2026-01-05': '08:00-09:00' } };
    expect(opens(once, '2026-12-21T12:00Z')).toBe('does not open within a year');
  });

  it('has the date of a later week', () => {
    const yearly = { timeZone: 'Europe/Berlin', dates: { '01-05': '08:00-09:00' } };
    expect(opens(yearly, '2026-12-21T12:00Z')).toBe('opens Tue 5 Jan 2027 08:00 Berlin');
  });

  it('is the first minute at which it is open', () => {
    const time = fc.nat({ max: 1439 }).map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
    const span = fc.tuple(time, time).filter(([from, to]) => from < to);
    const weekly = fc.dictionary(
      fc.constantFrom('mon', 'wed', 'sun'),
      span.map((ends) => ends.join('-')),
      { minKeys: 1 },
    );
    const moment = fc.integer({
      min: Date.parse('2026-06-01') / 60_000,
      max: Date.parse('2026-06-20') / 60_000,
    });
    fc.assert(
      fc.property(
        weekly,
        moment,
        fc.constantFrom<Hours>('office', { not: 'office' }),
        (week, from, hours) => {
          const place = { timeZone: 'Asia/Kathmandu', weekly: week };
          const policy = policyOf(place, hours);
          const isoOf = (minute: number) => new Date(minute * 60_000).toISOString();
          fc.pre(!isOpen(hours, isoOf(from), policy));
          let minute = from;
          while (!isOpen(hours, isoOf(minute), policy)) minute += 1;
          const clock = isoOf(minute + 345).slice(11, 16);
          expect(opens(place, isoOf(from), hours)).toMatch(new RegExp(`^opens \\w{3} .*${clock} Kathmandu$`));
        },
      ),
    );
  });
});
