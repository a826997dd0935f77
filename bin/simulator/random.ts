/** A source of random numbers that gives the same ones for the same seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [least, most]. */
  integer(least: number, most: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of the values; every one as likely as the others. */
  pick<const Value>(values: readonly [Value, ...Value[]]): Value;
}

/** Makes a {@link Random} with mulberry32: 32 bits of state, ample for test traffic and nothing else. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (values) => values[integer(0, values.length - 1)] ?? values[0],
  };
}

/** Folds text into a seed (FNV-1a), so that a run's name can make its call ids its own. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}
