import { cpus, loadavg, release, totalmem } from 'node:os';
import { OURS } from './contestants.ts';
import type { Figure, Target } from './figures.ts';

/** What was measured: every figure of every contestant, one number a round. */
export class Samples {
  readonly #numbers = new Map<string, Record<string, number[]>>();

  add(contestant: string, figures: object): void {
    const numbers = this.#numbers.get(contestant) ?? {};
    this.#numbers.set(contestant, numbers);
    for (const [figure, value] of Object.entries(figures)) {
      numbers[figure] ??= [];
      numbers[figure].push(value);
    }
  }

  /** Those measured, in the order in which they first were. */
  get contestants(): readonly string[] {
    return [...this.#numbers.keys()];
  }

  /** In the order of the rounds. */
  of = (figure: string, contestant: string): readonly number[] =>
    this.#numbers.get(contestant)?.[figure] ?? [];
}

/** The median of some numbers and their quartiles. */
export interface Spread {
  readonly median: number;
  readonly low: number;
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
  const sorted = numbers.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), low: quantile(sorted, 0.25), high: quantile(sorted, 0.75) };
}

/** A target and what was reached. */
export interface Reached extends Target {
  readonly value: number;
  readonly hit: boolean;
}

/** One figure of every contestant, and ours against each of them. */
export interface FigureResult extends Figure {
  readonly contestants: Readonly<Record<string, Spread>>;
  readonly ratios: Readonly<Record<string, Spread>>;
  readonly targets: readonly Reached[];
}

/** Figures of all contestants. */
export interface ComparedFigures {
  readonly contestants: readonly string[];
  readonly figures: readonly FigureResult[];
}

/** Makes medians, ratios and verdicts of what was measured. */
export function summarise(samples: Samples, figures: readonly Figure[]): ComparedFigures {
  const { contestants } = samples;
  const spreads = (names: readonly string[], numbersOf: (name: string) => readonly number[]) =>
    Object.fromEntries(
      names.map((name) => [name, spread(numbersOf(name))]).filter(([, found]) => found),
    ) as Readonly<Record<string, Spread>>;
  const results = figures.map((figure): FigureResult => {
    const numbers = (name: string) => samples.of(figure.name, name);
    const ofEach = spreads(contestants, numbers);
    // Round by round: what disturbed a round disturbed both.
    const ratios = spreads(
      contestants.filter((name) => name !== OURS),
      (name) => numbers(name).map((theirs, round) => (numbers(OURS)[round] ?? Number.NaN) / theirs),
    );
    const targets = figure.targets.flatMap((target): readonly Reached[] => {
      const value = (target.against ? ratios[target.against] : ofEach[OURS])?.median;
      return value === undefined ? [] : [{ ...target, value, hit: value <= target.atMost }];
    });
    return { ...figure, contestants: ofEach, ratios, targets };
  });
  return { contestants, figures: results };
}

/** Where and when a run was; a load average above the cores means that others disturbed it. */
export const describeMachine = () => ({
  measuredAt: new Date().toISOString(),
  processor: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  kernel: release(),
  node: process.version,
  loadAverage: loadavg()[0],
});
