import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { duration, hourOf, zonedTime } from '../../../bin/print/time-text.ts';

// A zone with a distance and a change of clocks: what is only right in UTC is wrong here.
beforeAll(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterAll(() => vi.unstubAllEnvs());

test('times are shown in this zone, and say so', () => {
  expect(zonedTime('2026-11-21T23:30:05.999Z')).toBe('2026-11-22 00:30:05 +01:00');
  expect(zonedTime('2026-07-01T10:00:00Z')).toBe('2026-07-01 12:00:00 +02:00');
  expect(hourOf('2026-12-31T23:30:05Z')).toBe('2027-01-01 00:00');
});

test.each([
  [400, '0.4 s'],
  [9940, '9.9 s'],
  [9960, '10 s'],
  [33_400, '33 s'],
  [59_600, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [3_780_000, '1 h 3 min'],
  [86_399_000, '23 h 59 min'],
  [187_200_000, '2 d 4 h'],
  [212_976_000_000, '2465 d'],
])('%i ms reads %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
