import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utcTime } from '../../../functions/recovery/event-time.ts';

const two = (number: number): string => String(number).padStart(2, '0');

/** A moment and one of the ways to write it; the years that a clock of ours can show. */
const writtenMoment = fc
  .record({
    moment: fc.date({
      min: new Date('1970-01-02T00:00Z'),
      max: new Date('9998-12-30T00:00Z'),
      noInvalidDate: true,
    }),
    offsetMinutes: fc.oneof(
      fc.integer({ min: -14 * 60, max: 14 * 60 }),
      fc.integer({ min: -14, max: 14 }).map((hours) => hours * 60),
    ),
    colon: fc.constantFrom(':', ''),
    hoursAlone: fc.boolean(),
    point: fc.constantFrom('.', ','),
    digits: fc.nat({ max: 9 }),
  })
  .map(({ moment, offsetMinutes, colon, hoursAlone, point, digits }) => {
    const local = new Date(moment.getTime() + offsetMinutes * 60_000).toISOString();
    const fraction = digits === 0 ? '' : `${point}${local.slice(20, 23)}000000`.slice(0, 1 + digits);
    const sign = offsetMinutes < 0 ? '-' : '+';
    const minutes = Math.abs(offsetMinutes);
    const hours = `${sign}${two(Math.floor(minutes / 60))}`;
    const offset = hoursAlone && minutes % 60 === 0 ? hours : `${hours}${colon}${two(minutes % 60)}`;
    const zone = offsetMinutes === 0 && !hoursAlone ? 'Z' : offset;
    const kept = 10 ** Math.max(0, 3 - digits);
    const expected = new Date(Math.floor(moment.getTime() / kept) * kept).toISOString();
    return { text: `${local.slice(0, 19)}${fraction}${zone}`, expected };
  });

describe('a time in ISO 8601', () => {
  it('reads as the same moment in UTC, however it is written', () => {
    fc.assert(
      fc.property(writtenMoment, ({ text, expected }) => {
        expect(utcTime(text)).toBe(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('sorts as text like as time', () => {
    fc.assert(
      fc.property(writtenMoment, writtenMoment, (one, other) => {
        const [a, b] = [utcTime(one.text) ?? '', utcTime(other.text) ?? ''];
        expect(a < b).toBe(Date.parse(a) < Date.parse(b));
      }),
    );
  });

  it('may leave out its seconds', () => {
    expect(utcTime('2026-04-30T13:20Z')).toBe('2026-04-30T13:20:00.000Z');
    expect(utcTime('2026-04-30T23:30-02:00')).toBe('2026-05-01T01:30:00.000Z');
  });
});

describe('what is no such time', () => {
  it.each([
    '',
    '2026-04-30',
    '2026-04-30T13:20:39.810',
    '2026-04-30 13:20:39Z',
    '2026-04-30T13:20:39,Z',
    '2026-04-30T13:20:39,5,5Z',
    '2026-04-30T13:20:39 00:00',
    '2026-04-30T13:20:39+5',
    '2026-13-30T13:20:39Z',
    '2026-04-30T25:20:39Z',
    ' 2026-04-30T13:20:39Z',
    '2026-04-30T13:20:39Z\n',
    '+012026-04-30T13:20:39Z',
    'Thu, 30 Apr 2026 13:20:39 GMT',
    1_777_555_239_810,
    null,
    undefined,
    ['2026-04-30T13:20:39.810Z'],
    { toString: () => '2026-04-30T13:20:39.810Z' },
  ])('%j is undefined', (value) => {
    expect(utcTime(value)).toBeUndefined();
  });

  it('any value is a key of 24 characters or undefined', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.date().map(String)), (value) => {
        expect(utcTime(value) ?? 'x'.repeat(24)).toHaveLength(24);
      }),
      // Their year in UTC has not four digits.
      { examples: [['9999-12-31T23:59:59-12:00'], ['0000-01-01T00:00:00+01:00']] },
    );
  });
});
