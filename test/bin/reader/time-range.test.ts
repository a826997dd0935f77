import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKeyBounds, utcDays } from '../../../bin/reader/time-range.ts';

const range = (since: string, until: string) => ({
  sinceEpochMilliseconds: Date.parse(since),
  untilEpochMilliseconds: Date.parse(until),
});

test.each([
  ['within a day', '2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z', ['2026-11-21']],
  ['to midnight, which is the next day’s', '2026-11-21T10:00:00Z', '2026-11-22T00:00:00Z', ['2026-11-21']],
  ['over midnight', '2026-11-21T23:59:59Z', '2026-11-22T00:00:01Z', ['2026-11-22', '2026-11-21']],
  ['over the end of a year', '2026-12-31T12:00:00Z', '2027-01-01T12:00:00Z', ['2027-01-01', '2026-12-31']],
  ['empty', '2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z', ['2026-11-21']],
  ['backwards', '2026-11-22T10:00:00Z', '2026-11-20T10:00:00Z', []],
])('days of a range %s', (_, since, until, days) => {
  expect([...utcDays(range(since, until), 'newest first')]).toEqual(days);
  expect([...utcDays(range(since, until), 'oldest first')]).toEqual(days.toReversed());
});

test('every moment of a range is on one of its days, and within the bounds of the sort key', () => {
  const moment = fc.integer({ min: 0, max: Date.parse('2100-01-01') });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 5 * 86_400_000 }), fc.nat(), (since, length, offset) => {
      const asked = { sinceEpochMilliseconds: since, untilEpochMilliseconds: since + length };
      const inside = new Date(since + (offset % length)).toISOString();
      expect([...utcDays(asked, 'newest first')]).toContain(inside.slice(0, 10));
      const { first, last } = sortKeyBounds(asked);
      expect(first <= inside && inside <= last).toBe(true);
      expect(last < new Date(since + length).toISOString()).toBe(true);
    }),
  );
});
