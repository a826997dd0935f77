import { describe, expect, it } from 'vitest';
import { isTimeZone, offsetsOf } from '../../../lib/policy/time-zone.ts';

describe('offsetsOf', () => {
  it('has the changes of ten years from 1 January on: 20 in New York', () => {
    const offsets = offsetsOf('America/New_York', 2026);
    expect(offsets.slice(0, 6)).toEqual([
      Date.UTC(2026, 0, 1) / 60_000,
      -300,
      Date.UTC(2026, 2, 8, 7) / 60_000,
      -240,
      Date.UTC(2026, 10, 1, 6) / 60_000,
      -300,
    ]);
    expect(offsets).toHaveLength(2 * 21);
    expect(offsets.at(-2)).toBe(Date.UTC(2035, 10, 4, 6) / 60_000);
    expect(JSON.stringify(offsets).length).toBeLessThan(340);
  });

  it.each([
    ['UTC', [0]],
    ['Asia/Kathmandu', [345]],
    ['Asia/Kolkata', [330]],
    // It had summer time until October 2022.
    ['America/Mexico_City', [-360]],
  ])('knows no change of %s', (timeZone, [offset]) => {
    expect(offsetsOf(timeZone, 2026)).toEqual([Date.UTC(2026, 0, 1) / 60_000, offset]);
  });

  it('knows a change of half an hour', () => {
    expect(offsetsOf('Australia/Lord_Howe', 2026).slice(1, 6)).toEqual([
      660,
      Date.UTC(2026, 3, 4, 15) / 60_000,
      630,
      Date.UTC(2026, 9, 3, 15, 30) / 60_000,
      660,
    ]);
  });

  it('begins anew with the year, and never with the day', () => {
    expect(offsetsOf('Europe/Berlin', 2027)[0]).toBe(Date.UTC(2027, 0, 1) / 60_000);
  });

  it('leaves out a change of the name alone', () => {
    // In 1996 the day of change was set for Mexico; in October 1968 London stayed at +1 under another name.
    expect(offsetsOf('Europe/London', 1968).slice(0, 6)).toEqual([
      Date.UTC(1968, 0, 1) / 60_000,
      0,
      Date.UTC(1968, 1, 18, 2) / 60_000,
      60,
      Date.UTC(1971, 9, 31, 2) / 60_000,
      0,
    ]);
  });

  it('holds nothing of the year after: a change on its first moment belongs to the first offset', () => {
    // Portugal's Azores aside, Samoa left out 30 December 2011, and its next change was in April 2012.
    expect(offsetsOf('Pacific/Apia', 2012)[1]).toBe(840);
  });
});

describe('names', () => {
  it('are those of IANA, letter by letter', () => {
    expect(['Europe/Berlin', 'UTC', 'Asia/Calcutta'].map(isTimeZone)).toEqual([true, true, true]);
    expect(['europe/berlin', 'Berlin', '', 'constructor', '+02:00'].map(isTimeZone)).toEqual(
      Array(5).fill(false),
    );
  });
});
