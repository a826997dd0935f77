import { cpus, loadavg, release, totalmem } from 'node:os';
import { OURS } from './contestants.ts';
import type { Figure, Target } from './figures.ts';

/** What was measured: every figure of every contestant, one number a round. */
export class Samples {
  readonly #numbers: Record<string, number[]> = {};

  add(contestant: string, figures: object): void {
    for (const [figure, value] of Object.entries(figures)) {
      const key = `${figure} ${contestant}`;
      this.#numbers[key] ??= [];
      this.#numbers[key].push(value);
    }
  }

  /** In the order of the rounds. */
  of = (figure: string, contestant: string): readonly number[] =>
    this.#numbers[`${figure} ${contestant}`] ?? [];
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

/** The ratios of two contestants round by round: what disturbed a round disturbed both. */
const pairedRatios = (ours: readonly number[], theirs: readonly number[]): readonly number[] =>
  ours.slice(0, theirs.length).map((value, round) => value / (theirs[round] as number));

const spreads = (names: readonly string[], numbersOf: (name: string) => readonly number[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const found = spread(numbersOf(name));
      return found ? [[name, found]] : [];
    }),
  ) as Readonly<Record<string, Spread>>;

function summary(figure: Figure, samples: Samples, names: readonly string[]) {
  const ours = samples.of(figure.name, OURS);
  const contestants = spreads(names, (name) => samples.of(figure.name, name));
  const others = names.filter((name) => name !== OURS);
  const ratios = spreads(others, (name) => pairedRatios(ours, samples.of(figure.name, name)));
  const targets = figure.targets.flatMap((target): readonly Reached[] => {
    const value = (target.against ? ratios[target.against] : contestants[OURS])?.median;
    return value === undefined ? [] : [{ ...target, value, hit: value <= target.atMost }];
  });
  return { ...figure, contestants, ratios, targets };
}

/** A target and what was reached. */
export interface Reached extends Target {
  readonly value: number;
  readonly hit: boolean;
}

/** One figure of every contestant, and ours against each of them. */
export type FigureResult = ReturnType<typeof summary>;

/** Figures of all contestants. */
export interface ComparedFigures {
  readonly contestants: readonly string[];
  readonly figures: readonly FigureResult[];
}

/** Makes medians, ratios and verdicts of what was measured. */
export const summarise = (
  samples: Samples,
  contestants: readonly string[],
  figures: readonly Figure[],
): ComparedFigures => ({
  contestants,
  figures: figures.map((figure) => summary(figure, samples, contestants)),
});

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
