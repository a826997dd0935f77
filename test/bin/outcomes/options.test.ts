import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readOutcomeNames } from '../../../bin/outcomes/options/common.ts';
import { readCaller, readCallId } from '../../../bin/outcomes/options/pasted.ts';
import { duration, hourOf, zonedTime } from '../../../bin/print/time-text.ts';
import { STORED_OUTCOMES } from '../../../bin/reader/stored-outcome.ts';
import { readDays, readDuration, readRange, readTime } from '../../../bin/table/time.ts';
import { UsageError } from '../../../bin/usage/usage-error.ts';

const NOW = new Date('2026-11-21T12:34:56.000Z');

// A zone with a distance and a change of clocks: what is only right in UTC is wrong here.
beforeAll(() => vi.stubEnv('TZ', 'Europe/Berlin'));
afterAll(() => vi.unstubAllEnvs());

test('outcome names are read with blanks and capitals', () => {
  expect(readOutcomeNames('busy, No-Answer,rejected,')).toEqual(['busy', 'no-answer', 'rejected']);
});

test.each([
  ['buzy', 'There is no outcome "buzy". Did you mean "busy"?'],
  ['busy,noanswer', 'There is no outcome "noanswer". Did you mean "no-answer"?'],
  ['foo', 'There is no outcome "foo". Outcomes:'],
  ['', 'There is no outcome "".'],
])('an unknown outcome "%s" is told with all there are', (text, told) => {
  for (const words of [told, ...STORED_OUTCOMES]) expect(() => readOutcomeNames(text)).toThrow(words);
});

test.each([
  ['+15551234567', '+15551234567'],
  ['(555) 123-4567', '+15551234567'],
  ['15551234567', '+15551234567'],
  ['0049 30 1234567', '+49301234567'],
  ['sip:15551234567@example.com', 'sip:15551234567@example.com'],
  ['Anonymous', 'Anonymous'],
  ['911', '911'],
  ['011 44 20 7946 0000', '+442079460000'],
  ['0044 (0) 20 7946 0000', '+442079460000'],
  ['(+44) 20 7946 0000', '+442079460000'],
  ['\u202a+44 20 7946 0000\u202c', '+442079460000'],
  ['\ufeff+44\u00a020\u20117946\u200b\u20130000', '+442079460000'],
  ['＋４４ ２０ ７９４６ ００００', '+442079460000'],
  ['tel:+44-20-7946-0000', '+442079460000'],
  ['TEL:%2B442079460000;ext=5', '+442079460000'],
  ['<tel:+15551234567>', '+15551234567'],
  ['"+15551234567"', '+15551234567'],
  ['+1.555.123.4567', '+15551234567'],
  ['"Bob" <SIP:bob@customer.example.com>', 'sip:bob@customer.example.com'],
  [' sip: bob@customer.example.com ', 'sip:bob@customer.example.com'],
  ['bob@customer.example.com', 'sip:bob@customer.example.com'],
])('the caller "%s" is looked for as %s', (typed, from) => {
  expect(readCaller(typed)).toBe(from);
});

test.each([
  ...['020 7946 0000', '(0)20 7946 0000', '+020 7946 0000', 'tel:02079460000', '0555 123 4567'],
  ...['1234567890', '+1234567890123456', '12345678901234567', '1+5551234567', '011 2345 6789'],
])('the country of "%s" is not known: it is said how to write it', (typed) => {
  expect(() => readCaller(typed)).toThrow(UsageError);
  expect(() => readCaller(typed)).toThrow(`"${typed}" is not an E.164 number. Write + and the country code`);
});

test.each(['', ' ', '\u200b', '<>'])('%j is not a caller', (typed) => {
  expect(() => readCaller(typed)).toThrow('is not a caller');
});

const ID = 'c-95ac8d6e-1a31c52e-b38f-4198-93c1-51633ec68f8d';
test.each([
  ...[ID, ` ${ID}\n`, `"${ID}",`, `“${ID}”.`, `\u202a${ID}\u202c`, ID.toUpperCase(), `"callId": "${ID}"`],
  ...[`callId=${ID}&eventType=initiate`, `<${ID}>`, `https://example.com/api/v2/accounts/5/calls/${ID}`],
  `https://example.com/api/v2/accounts/5500123/calls/${ID}/recordings/r-1`,
  `'https://example.com/api/v2/accounts/5500123/calls/${ID}?x=1'.`,
])('the call in %j is found', (typed) => {
  expect(readCallId(typed)).toBe(ID);
});

test.each([
  ['c-none', 'c-none'],
  ['"c-none",', 'c-none'],
  ['https://example.com/calls/c-none?x', 'c-none'],
  ['rejected#2026-11-21', 'rejected#2026-11-21'],
])('another id stays as it is: %j', (typed, id) => {
  expect(readCallId(typed)).toBe(id);
});

test('two calls at once are told, and nothing', () => {
  expect(() => readCallId(`${ID} ${ID.replace('95', '96')}`)).toThrow(/^These are 2 calls: /);
  expect(readCallId(`${ID} ${ID}`)).toBe(ID);
  expect(() => readCallId(' "" ')).toThrow('is not the id of a call');
});

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
