import { expect, it } from 'vitest';
import { readDays, readRange } from '../../../bin/outcomes/options/range.ts';

const NOW = new Date('2026-11-21T12:00:00.000Z');

it('a range of 100 days is read by outcome', () => {
  const range = readDays({ since: '2026-05-01T00:00:00Z', until: '2026-08-09T00:00:00Z' }, NOW);
  expect(range.sinceEpochMilliseconds).toBe(Date.parse('2026-05-01T00:00:00Z'));
});

it('a longer one, which would take hours, is told how to ask', () => {
  expect(() => readDays({ since: '2000-01-01T00:00:00Z' }, NOW)).toThrow(
    'That is 9,821 days, and outcomes are read day by day: ask for 100 at most, with --until.',
  );
});

it('a range of one caller can be as long as it likes', () => {
  expect(readRange({ since: '2000-01-01T00:00:00Z' }, NOW).words).toContain('from 2000-01-01');
});
