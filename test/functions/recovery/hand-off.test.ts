import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readHandOff, withTransferTo, writeHandOff } from '../../../functions/recovery/hand-off.ts';
import { hostileQuery, target } from './arbitraries.ts';

const read = (query: string) => readHandOff(new URLSearchParams(query));

describe('readHandOff', () => {
  it('reads an empty query as the first hand-off to nobody known', () => {
    expect(read('')).toEqual({ route: undefined, destination: undefined, attempt: 1, retries: 0 });
  });

  it.each(['-1', '1.5', '1e3', 'NaN', 'Infinity', '', ' 2', '0x2', '٣'])(
    'reads attempt=%j as the first',
    (attempt) => {
      expect(readHandOff(new URLSearchParams({ attempt })).attempt).toBe(1);
    },
  );

  it('reads attempt=0 as that there was none, as the URLs of a message have it', () => {
    expect(read('attempt=0').attempt).toBe(0);
  });

  it.each<[string, object]>([
    ['attempt=99999999999999999999999999&retries=99999999999', { attempt: 1_000_000, retries: 1_000_000 }],
    ['attempt=3&attempt=7&route=a&route=b', { attempt: 3, route: 'a' }],
    ['destination=<Hangup/>', { destination: undefined, unreadableDestination: '<Hangup/>' }],
  ])('reads %s as %j', (query, expected) => {
    expect(read(query)).toMatchObject(expected);
  });

  it.each(['destination=', 'destination=+%20'])('reads %s as if nothing was said', (query) => {
    expect(read(query)).toEqual(read(''));
  });

  it.each(['a b', '"', 'r'.repeat(65), 'ü', '</Response>'])(
    'reads the route %j as none: no policy has it',
    (route) => {
      expect(readHandOff(new URLSearchParams({ route })).route).toBeUndefined();
    },
  );

  it('keeps the beginning of what is no destination', () => {
    const { unreadableDestination } = readHandOff(
      new URLSearchParams({ destination: `-${'😀'.repeat(800)}` }),
    );
    expect(unreadableDestination).toBe(`-${'😀'.repeat(499)}\ufffd`);
  });

  it('is total: any query gives whole counts within bounds', () => {
    fc.assert(
      fc.property(hostileQuery, (query) => {
        const { attempt, retries } = readHandOff(query);
        expect(Number.isInteger(attempt) && attempt >= 0 && attempt <= 1_000_000).toBe(true);
        expect(Number.isInteger(retries) && retries >= 0 && retries <= 1_000_000).toBe(true);
      }),
    );
  });
});

describe('withTransferTo', () => {
  const unknown = { attempt: 1, retries: 0 };

  it('leaves a destination that the URL names', () => {
    const known = { ...unknown, destination: { targets: ['sip:a@x'] } as const };
    expect(withTransferTo(known, '+15556667777')).toBe(known);
  });

  it.each([undefined, '', ' '])('changes nothing by %j', (transferTo) => {
    expect(withTransferTo(unknown, transferTo)).toBe(unknown);
  });

  it('takes the target that the event names, also where the URL names none that can be read', () => {
    expect(withTransferTo(unknown, '15556667777').destination?.targets).toEqual(['+15556667777']);
    expect(withTransferTo({ ...unknown, unreadableDestination: 'sips:a@x' }, '+15556667777')).toEqual({
      ...unknown,
      destination: { targets: ['+15556667777'] },
    });
  });

  it('keeps both texts where neither can be read', () => {
    expect(withTransferTo(unknown, 'Anonymous').unreadableDestination).toBe('Anonymous');
    expect(withTransferTo(read('destination=sips:a@x'), 'Anonymous').unreadableDestination).toBe(
      'sips:a@x Anonymous',
    );
    const long = withTransferTo(read('destination=sips:a@x'), '-'.repeat(450_000));
    expect(long.unreadableDestination).toBe(`sips:a@x ${'-'.repeat(991)}`);
  });
});

describe('writeHandOff', () => {
  it('writes a destination that could not be read as it came', () => {
    fc.assert(
      fc.property(hostileQuery, (query) => {
        const handOff = readHandOff(query);
        expect(read(writeHandOff(handOff))).toEqual(handOff);
      }),
    );
  });

  it('writes what readHandOff reads', () => {
    const handOff = fc.record({
      route: fc.option(fc.stringMatching(/^[\w-]{1,64}$/), { nil: undefined }),
      destination: fc.option(fc.record({ targets: fc.array(target, { minLength: 1, maxLength: 8 }) }), {
        nil: undefined,
      }),
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
    expect(
      writeHandOff({ retries: 0, attempt: 2, destination: { targets: ['sip:a@x'] }, route: 'desk' }),
    ).toBe('route=desk&destination=sip%3Aa%40x&attempt=2');
    expect(writeHandOff({ attempt: 3, retries: 1 })).toBe('attempt=3&retries=1');
  });
});

it.each([
  ['', undefined, undefined],
  ['menu=refer.busy', 'refer.busy', 1],
  ['menu=refer.busy&menus=2', 'refer.busy', 2],
  ['menu=nonsense!', '', 1],
  ['confirm=nonsense!', undefined, undefined],
])('a hand-off reads the menu of %j', (query, menu, menus) => {
  expect(readHandOff(new URLSearchParams(query))).toMatchObject({ menu, menus });
});

it('a word of a stranger is none of ours, and tells that one was there', () => {
  expect(readHandOff(new URLSearchParams('confirm=nonsense!')).confirm).toBe('');
});
