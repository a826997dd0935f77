import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readRange } from '../../../bin/outcomes/options/range.ts';
import { readDuration, readTime } from '../../../bin/outcomes/options/time.ts';
import { duration, hourOf, zonedTime } from '../../../bin/print/time-text.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

const NOW = new Date('2026-11-21T12:34:56.000Z');
const read = (text: string): string => new Date(readTime('--since', text, NOW)).toISOString();

// A zone with a distance and a change of clocks: what is only right in UTC is wrong here.
beforeAll(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterAll(() => vi.unstubAllEnvs());

test.each([
  ['30s', '2026-11-21T12:34:26.000Z'],
  ['90m', '2026-11-21T11:04:56.000Z'],
  ['2h', '2026-11-21T10:34:56.000Z'],
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
  ['2026-04-30T10:00:00.000000Z', '2026-04-30T10:00:00.000Z'],
  ['2026-04-30T10:00:00.123456789Z', '2026-04-30T10:00:00.123Z'],
  ['2026-04-30T10:00:00,5Z', '2026-04-30T10:00:00.500Z'],
  ['2026-04-30T10:00:00.5+0100', '2026-04-30T09:00:00.500Z'],
  ['2026-04-30T10:00:00+00', '2026-04-30T10:00:00.000Z'],
  ['2026-11-21 09:30:15 UTC', '2026-11-21T09:30:15.000Z'],
  ['2026-11-21 09:30:15 +01:00', '2026-11-21T08:30:15.000Z'],
  ['\u202a2026-11-21T09:30Z\u202c', '2026-11-21T09:30:00.000Z'],
])('"%s" is %s', (text, time) => {
  expect(read(text)).toBe(time);
});

describe('told with what is understood:', () => {
  test.each([
    ['yesturday', 'Did you mean "yesterday"?'],
    ['2hours', 'It takes 90m, 2h'],
    ['2026-11-21T09:30.5Z', 'It takes'],
    ['2026-11-21T09:30:15+1', 'It takes'],
    ['', 'It takes'],
    ['-2h', 'It takes'],
    ['2026-13-01', 'It takes'],
    ['2026-02-30', 'It takes'],
    ['2026-11-21T25:00', 'It takes'],
    ['1763728496', 'It takes'],
    ['999999999999w', 'It takes'],
  ])('"%s"', (text, told) => {
    expect(() => read(text)).toThrow(UsageError);
    expect(() => read(text)).toThrow(`--since does not understand the time "${text}"`);
    expect(() => read(text)).toThrow(told);
  });
});

test.each([
  ['foo', undefined],
  ['bar', undefined],
  ['xyz', undefined],
  ['never', undefined],
  ['noww', 'now'],
  ['tday', 'today'],
  ['90min', '90m'],
])('the word "%s" proposes %s', (word, nearest) => {
  let told = '';
  try {
    read(word);
  } catch (error) {
    told = (error as Error).message;
  }
  expect(told).toContain('It takes');
  expect(/Did you mean "(.*?)"/.exec(told)?.[1]).toBe(nearest);
});

test('a length of time is none with anything else around it', () => {
  expect(readDuration('1h30m')).toBe(5_400_000);
  expect(['', 'h', '1', '1y', '1h and 2m', '1..5h'].map(readDuration).slice(0, 5)).toEqual(
    Array(5).fill(undefined),
  );
});

test('a range says what it is, with the zone', () => {
  const { words, ...range } = readRange({ since: 'yesterday', until: 'today' }, NOW);
  expect(words).toBe('from 2026-11-20 00:00:00 +01:00 to 2026-11-21 00:00:00 +01:00');
  expect(range).toEqual({
    sinceEpochMilliseconds: Date.parse('2026-11-19T23:00:00Z'),
    untilEpochMilliseconds: Date.parse('2026-11-20T23:00:00Z'),
  });
});

test('a range without an end also takes what is dated a little after now', () => {
  const { words, untilEpochMilliseconds } = readRange({ since: '2h' }, NOW);
  expect(words).toMatch(/ to now$/);
  expect(untilEpochMilliseconds).toBeGreaterThan(NOW.getTime());
});

test('an end that is not after the beginning is told', () => {
  expect(() => readRange({ since: '1h', until: '2h' }, NOW)).toThrow(/--until .* is not after --since/);
  expect(() => readRange({ since: '1h', until: '1h' }, NOW)).toThrow(UsageError);
});

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
])('%i ms reads %s', (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
