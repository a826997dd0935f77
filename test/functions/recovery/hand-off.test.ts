import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHandOff, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import { hostileQuery, target } from './arbitraries.ts';

const read = (query: string) => readHandOff(new URLSearchParams(query));

describe('readHandOff', () => {
  it('reads an empty query as the first hand-off to nobody known', () => {
    expect(read('')).toEqual({ route: undefined, destination: undefined, attempt: 1, retries: 0 });
  });

  it.each(['-1', '0', '1.5', '1e3', 'NaN', 'Infinity', '', ' 2', '0x2', '٣'])(
    'reads attempt=%j as the first',
    (attempt) => {
      expect(readHandOff(new URLSearchParams({ attempt })).attempt).toBe(1);
    },
  );

  it('cuts a huge count to one above every limit', () => {
    expect(read('attempt=99999999999999999999999999&retries=99999999999').attempt).toBe(1_000_000);
    expect(read('attempt=99999999999999999999999999&retries=99999999999').retries).toBe(1_000_000);
  });

  it('takes the first of a repeated parameter', () => {
    expect(read('attempt=3&attempt=7&route=a&route=b')).toMatchObject({ attempt: 3, route: 'a' });
  });

  it('reads a destination that is none as unknown', () => {
    expect(read('destination=<Hangup/>').destination).toBeUndefined();
  });

  it('is total: any query gives whole counts within bounds', () => {
    fc.assert(
      fc.property(hostileQuery, (query) => {
        const { attempt, retries } = readHandOff(query);
        expect(Number.isInteger(attempt) && attempt >= 1 && attempt <= 1_000_000).toBe(true);
        expect(Number.isInteger(retries) && retries >= 0 && retries <= 1_000_000).toBe(true);
      }),
    );
  });
});

describe('writeHandOff', () => {
  it('writes what readHandOff reads', () => {
    const handOff = fc.record({
      route: fc.option(fc.stringMatching(/^[\w-]{1,64}$/), { nil: undefined }),
      destination: fc.option(fc.array(target, { minLength: 1, maxLength: 8 }), { nil: undefined }),
      attempt: fc.integer({ min: 1, max: 50 }),
      retries: fc.integer({ min: 0, max: 20 }),
    });
    fc.assert(
      fc.property(handOff, (written) => {
        expect(read(writeHandOff(written as Parameters<typeof writeHandOff>[0]))).toEqual(written);
      }),
    );
  });

  it('writes the parameters in one order, and no retries where there were none', () => {
    expect(writeHandOff({ retries: 0, attempt: 2, destination: ['sip:a@x'], route: 'desk' })).toBe(
      'route=desk&destination=sip%3Aa%40x&attempt=2',
    );
    expect(writeHandOff({ attempt: 3, retries: 1 })).toBe('attempt=3&retries=1');
  });
});
