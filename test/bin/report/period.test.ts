import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readPeriod } from '../../../bin/report/period.ts';
import { readTime } from '../../../bin/table/time.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const NOW = new Date('2026-12-01T03:30:00.000Z');

beforeAll(() => vi.stubEnv('TZ', 'Asia/Tokyo'));
afterAll(() => vi.unstubAllEnvs());

const office = (timeZone: string) => ({ timeZone, weekly: { 'mon-fri': '08:00-18:00' } });
const policyOf = (...zones: string[]) =>
  parsePolicy({ hours: Object.fromEntries(zones.map((zone, index) => [`office-${index}`, office(zone)])) });
const iso = ({ sinceEpochMilliseconds, untilEpochMilliseconds }: Awaited<ReturnType<typeof readPeriod>>) => [
  new Date(sinceEpochMilliseconds).toISOString(),
  new Date(untilEpochMilliseconds).toISOString(),
];

it.each<[string, Parameters<typeof readPeriod>[0], string[], string, string]>([
  [
    "yesterday alone, in the policy's zone",
    { since: 'yesterday' },
    ['America/New_York'],
    '2026-11-29T05:00:00.000Z',
    '2026-11-30T05:00:00.000Z',
  ],
  [
    'in the zone that is asked for',
    { since: 'yesterday', zone: 'Europe/Berlin' },
    ['America/New_York'],
    '2026-11-29T23:00:00.000Z',
    '2026-11-30T23:00:00.000Z',
  ],
  [
    "in this machine's, where the policy has two",
    { since: 'yesterday' },
    ['America/New_York', 'Europe/Berlin'],
    '2026-11-29T15:00:00.000Z',
    '2026-11-30T15:00:00.000Z',
  ],
  [
    'from yesterday to a time',
    { since: 'yesterday', until: 'now' },
    ['UTC'],
    '2026-11-30T00:00:00.000Z',
    '2026-12-01T03:30:00.000Z',
  ],
  [
    'from a date to now',
    { since: '2026-11-28' },
    ['UTC'],
    '2026-11-28T00:00:00.000Z',
    '2026-12-01T03:30:00.000Z',
  ],
  [
    'from so many days ago to now',
    { since: '7d' },
    ['UTC'],
    '2026-11-24T03:30:00.000Z',
    '2026-12-01T03:30:00.000Z',
  ],
])('%s', async (_, options, zones, since, until) => {
  expect(iso(await readPeriod(options, policyOf(...zones), NOW))).toEqual([since, until]);
});

it('a clock in any zone is read as Temporal reads it, at changes of the clock too', () => {
  const zones = fc.constantFrom(
    'America/New_York',
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Asia/Beirut',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  );
  const minutes = fc.integer({ min: Date.UTC(1975, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 });
  fc.assert(
    fc.property(zones, minutes, fc.boolean(), (zone, minute, isNearChange) => {
      const instant = Temporal.Instant.fromEpochMilliseconds(minute * 60_000).toZonedDateTimeISO(zone);
      const change = isNearChange ? instant.getTimeZoneTransition('next') : null;
      const shown = (change ?? instant).toPlainDateTime().subtract({ minutes: change ? minute % 90 : 0 });
      const expected = shown.toZonedDateTime(zone).epochMilliseconds;
      expect(readTime('--since', shown.toString({ smallestUnit: 'second' }), NOW, zone)).toBe(expected);
    }),
    { numRuns: 300 },
  );
});
