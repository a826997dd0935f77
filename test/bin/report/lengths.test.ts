import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Lengths } from '../../../bin/report/lengths.ts';

it('gives the percentile of nearest rank, in whole seconds, of lengths that are told and not below nothing', () => {
  const told = fc.oneof(
    fc.integer({ min: -5000, max: 4_000_000 }),
    fc.constant(undefined),
    fc.constant(Number.NaN),
  );
  fc.assert(
    fc.property(fc.array(told), fc.constantFrom(0.5, 0.9), (lengths, share) => {
      const counted = new Lengths();
      for (const length of lengths) counted.add(length);
      const sorted = lengths
        .filter((length) => length !== undefined && length >= 0)
        .map((length) => Math.round((length as number) / 1000))
        .sort((one, other) => one - other);
      expect(counted.secondsAt(share)).toBe(sorted[Math.ceil(sorted.length * share) - 1] ?? null);
    }),
  );
});
