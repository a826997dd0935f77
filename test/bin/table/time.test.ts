import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readDays, readDuration, readRange, readTime } from '../../../bin/table/time.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

const NOW = new Date('2026-11-21T12:34:56.000Z');

// A zone with a distance and a change of clocks: what is only right in UTC is wrong here.
beforeAll(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterAll(() => vi.unstubAllEnvs());

const read = (text: string): string => new Date(readTime('--since', text, NOW)).toISOString();

test.each([
  ['30s', '2026-11-21T12:34:26.000Z'],
  ['90m', '2026-11-21T11:04:56.000Z'],
  ['1h30m', '2026-11-21T11:04:56.000Z'],
  ['1.5 h', '2026-11-21T11:04:56.000Z'],
  ['2h ago', '2026-11-21T10:34:56.000Z'],
  ['3d', '2026-11-18T12:34:56.000Z'],
  ['1w', '2026-11-14T12:34:56.000Z'],
  ['now', '2026-11-21T12:34:56.000Z'],
  ['today', '2026-11-20T23:00:00.000Z'],
  ['Yesterday', '2026-11-19T23:00:00.000Z'],
  ['2026-11-21', '2026-11-20T23:00:00.000Z'],
  ['2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['2026-11-21T09:30', '2026-11-21T08:30:00.000Z'],
  ['2026-11-21 09:30:15', '2026-11-21T08:30:15.000Z'],
  ['2026-11-21T09:30Z', '2026-11-21T09:30:00.000Z'],
  ['2026-11-21t09:30:15.123z', '2026-11-21T09:30:15.123Z'],
  ['2026-11-21T09:30-05:00', '2026-11-21T14:30:00.000Z'],
  ['2026-04-30T10:00:00.123456789Z', '2026-04-30T10:00:00.123Z'],
  ['2026-04-30T10:00:00,5Z', '2026-04-30T10:00:00.500Z'],
  ['2026-04-30T10:00:00.5+0100', '2026-04-30T09:00:00.500Z'],
  ['2026-04-30T10:00:00+00', '2026-04-30T10:00:00.000Z'],
  ['2026-11-21 09:30:15 UTC', '2026-11-21T09:30:15.000Z'],
  ['\u202a2026-11-21T09:30Z\u202c', '2026-11-21T09:30:00.000Z'],
])('the time "%s" is %s', (text, time) => {
  expect(read(text)).toBe(time);
});

describe('what is not a time is told with two examples, and with the word that is near:', () => {
  const NOT_TIMES = ['foo', 'never', '90min', '2hours', '', '-2h', '1763728496', '999999999999w'];
  const NO_DATES = ['2026-11-21T09:30.5Z', '2026-11-21T09:30:15+1', '2026-13-01', '2026-02-30'];
  test.each<[string, string?]>([
    ...[...NOT_TIMES, ...NO_DATES, '2026-11-21T25:00'].map((text): [string] => [text]),
    ['noww', 'now'],
    ['tday', 'today'],
    ['yesturday', 'yesterday'],
  ])('"%s"', (text, near) => {
    const nearest = near ? ` Did you mean "${near}"?` : '';
    const told = `--since does not understand "${text}".${nearest} Give how long ago (s, m, h, d or w) or a date, such as 90m or 2026-11-21T09:30Z.`;
    expect(() => read(text)).toThrow(new UsageError(told));
  });
});

test.each(['', 'h', '1', '1y', '1h and 2m', '1 . 5 . 2h'])('"%s" is not a length of time', (text) => {
  expect(readDuration(text)).toBeUndefined();
});

test('a range says what it is, with the zone; without an end it also takes what is dated a little after now', () => {
  const { words, ...range } = readRange({ since: 'yesterday', until: 'today' }, NOW);
  expect(words).toBe('from 2026-11-20 00:00:00 +01:00 to 2026-11-21 00:00:00 +01:00');
  expect(range).toEqual({
    sinceEpochMilliseconds: Date.parse('2026-11-19T23:00:00Z'),
    untilEpochMilliseconds: Date.parse('2026-11-20T23:00:00Z'),
  });
  const open = readRange({ since: '2h' }, NOW);
  expect(open.words).toMatch(/ to now$/);
  expect(open.untilEpochMilliseconds).toBeGreaterThan(NOW.getTime());
});

test('an end that is not after the beginning is told, and so is a range that would take hours to read', () => {
  for (const until of ['2h', '1h'])
    expect(() => readRange({ since: '1h', until }, NOW)).toThrow(/--until .* is not after --since/);
  const since = '2026-05-01T00:00:00Z';
  expect(readDays({ since, until: '2026-08-09T00:00:00Z' }, NOW).words).toContain('2026-05-01');
  expect(() => readDays({ since: '2000-01-01T00:00:00Z' }, NOW)).toThrow(
    'That is 9,821 days, and outcomes are read day by day: ask for 100 at most, with --until.',
  );
  expect(readRange({ since: '2000-01-01T00:00:00Z' }, NOW).words).toContain('from 2000-01-01');
});
