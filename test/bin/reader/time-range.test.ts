import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortKeyBounds, utcDays } from '../../../bin/reader/time-range.ts';

test('every moment of a range is on one of its days, and within the bounds of the sort key', () => {
  const moment = fc.integer({ min: 0, max: Date.parse('2100-01-01') });
  fc.assert(
    fc.property(moment, fc.integer({ min: 1, max: 5 * 86_400_000 }), fc.nat(), (since, length, offset) => {
      const asked = { sinceEpochMilliseconds: since, untilEpochMilliseconds: since + length };
      const { first, last } = sortKeyBounds(asked);
      const inside = new Date(since + (offset % length)).toISOString();
      const days = [...utcDays(asked, 'newest first')];
      expect(days).toContain(inside.slice(0, 10));
      expect(days).toEqual([...new Set(days)].sort().reverse());
      expect(days.toReversed()).toEqual([...utcDays(asked, 'oldest first')]);
      expect([days.at(-1), days[0]]).toEqual([first.slice(0, 10), last.slice(0, 10)]);
      expect(first <= inside && inside <= last).toBe(true);
      expect(last < new Date(since + length).toISOString()).toBe(true);
    }),
  );
});
