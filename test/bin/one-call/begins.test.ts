import { describe, expect, it } from 'vitest';
import { beginningOf } from '../../../bin/one-call/begins.ts';
import { zonedTime } from '../../../bin/print/time-text.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';

const policy = parsePolicy(
  {
    hours: { office: { timeZone: 'America/New_York', weekly: { mon: '09:00-17:00' } } },
    routes: [
      { name: 'desk', destinations: ['sip:a@x.com', { to: 'sip:b@x.com', hours: { not: 'office' } }] },
      { name: 'always', destinations: ['sip:a@x.com'] },
    ],
  },
  2026,
);
const [desk, always] = policy.routes;

describe('a call begins', () => {
  it.each<[string, string, string]>([
    ['2026-12-25T18:00', '2026-12-25T23:00:00.000Z', 'Fri 2026-12-25 18:00'],
    ['2026-07-01 09:30:15', '2026-07-01T13:30:15.000Z', 'Wed 2026-07-01 09:30'],
    ['2026-12-25', '2026-12-25T05:00:00.000Z', 'Fri 2026-12-25 00:00'],
    ['2026-12-25T18:00Z', '2026-12-25T18:00:00.000Z', 'Fri 2026-12-25 13:00'],
    ['2026-12-25T18:00+01:00', '2026-12-25T17:00:00.000Z', 'Fri 2026-12-25 12:00'],
    ['2027-03-14T02:30', '2027-03-14T07:30:00.000Z', 'Sun 2027-03-14 03:30'],
    ['2026-11-01T01:30', '2026-11-01T05:30:00.000Z', 'Sun 2026-11-01 01:30'],
  ])('%s, on the clock of the hours of its route: %s', (at, time, clock) => {
    const { startMillis, reading } = beginningOf(policy, desk, at);
    expect(new Date(startMillis).toISOString()).toBe(time);
    expect(reading).toBe(`It begins on ${clock} in America/New_York (${time}).`);
  });

  it('without hours, on the clock of this machine', () => {
    const { startMillis, reading } = beginningOf(policy, always, '2026-12-25T18:00');
    expect(startMillis).toBe(new Date(2026, 11, 25, 18).getTime());
    expect(reading).toBe(`It begins on ${zonedTime(startMillis)}.`);
  });

  it('now, and says no reading', () => {
    const before = Date.now();
    const { startMillis, ...more } = beginningOf(policy, desk, undefined);
    expect(startMillis).toBeGreaterThanOrEqual(before);
    expect(startMillis).toBeLessThanOrEqual(Date.now());
    expect(more).toEqual({});
  });
});
