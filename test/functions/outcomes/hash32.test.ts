import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hash32 } from '../../../functions/outcomes/hash32.ts';

it('is a whole number of 32 bits, the same for the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(hash32(text)).toBe(hash32(text));
      expect(hash32(text) >>> 0).toBe(hash32(text));
    }),
  );
});

it('spreads ids that differ in their last digits: else one shard would be hot', () => {
  const shards = Array.from({ length: 16 }, () => 0);
  for (let call = 0; call < 16_000; call += 1) {
    const shard = hash32(`c-95ac8d6e-${call}`) % 16;
    shards[shard] = (shards[shard] ?? 0) + 1;
  }
  expect(Math.min(...shards)).toBeGreaterThan(800);
});
