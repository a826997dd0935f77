/** What was measured: every figure of every contestant, one number a round. */
export class Samples {
  readonly #numbers = new Map<string, number[]>();

  add(figure: string, contestant: string, value: number): void {
    const key = `${figure} ${contestant}`;
    const numbers = this.#numbers.get(key);
    if (numbers) numbers.push(value);
    else this.#numbers.set(key, [value]);
  }

  /** In the order of the rounds. */
  of(figure: string, contestant: string): readonly number[] {
    return this.#numbers.get(`${figure} ${contestant}`) ?? [];
  }
}

/** The middle of some numbers and the quarters around it. */
export interface Spread {
  readonly median: number;
  /** A quarter of the numbers is below. */
  readonly low: number;
  /** A quarter of the numbers is above. */
  readonly high: number;
}

/** The number below which a part of the sorted numbers lies, interpolated. */
export function quantile(sorted: readonly number[], part: number): number {
  const position = (sorted.length - 1) * part;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}

/** Median and quartiles; `undefined` of no numbers. */
export function spread(numbers: readonly number[]): Spread | undefined {
  if (numbers.length === 0) return undefined;
  const sorted = [...numbers].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** The ratios of two contestants round by round: what disturbed a round disturbed both. */
export const pairedRatios = (ours: readonly number[], theirs: readonly number[]): readonly number[] =>
  ours.slice(0, theirs.length).map((value, round) => value / (theirs[round] as number));
