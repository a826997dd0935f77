import { OURS } from './contestants.ts';
import { FIGURES, type Figure, type Target } from './figures.ts';
import type { Machine } from './machine.ts';
import type { DecisionReport } from './process/decision.ts';
import { pairedRatios, type Samples, type Spread, spread } from './samples.ts';

/** A target and what was reached. */
export interface Reached extends Target {
  readonly value: number;
  readonly hit: boolean;
}

/** One figure of every contestant, and ours against each of them. */
export interface FigureResult extends Omit<Figure, 'targets'> {
  readonly contestants: Readonly<Record<string, Spread>>;
  readonly ratios: Readonly<Record<string, Spread>>;
  readonly targets: readonly Reached[];
}

/** Figures of all contestants, and where and how they were measured. */
export interface ComparedFigures {
  readonly machine: Machine;
  readonly startRounds: number;
  readonly contestants: readonly string[];
  readonly figures: readonly FigureResult[];
}

/** All that a run measured: what `--json` writes. */
export interface Results extends ComparedFigures {
  readonly callbacks: number;
  readonly decision: DecisionReport;
}

const defined = <Value>(pairs: readonly (readonly [string, Value | undefined])[]): Record<string, Value> =>
  Object.fromEntries(pairs.filter((pair): pair is readonly [string, Value] => pair[1] !== undefined));

function result(figure: Figure, samples: Samples, names: readonly string[]): FigureResult {
  const ours = samples.of(figure.name, OURS);
  const contestants = defined(names.map((name) => [name, spread(samples.of(figure.name, name))] as const));
  const others = names.filter((name) => name !== OURS);
  const ratios = defined(
    others.map((name) => [name, spread(pairedRatios(ours, samples.of(figure.name, name)))] as const),
  );
  const targets = figure.targets.flatMap((target) => {
    const value = (target.against ? ratios[target.against] : contestants[OURS])?.median;
    return value === undefined ? [] : [{ ...target, value, hit: value <= target.atMost }];
  });
  return { ...figure, contestants, ratios, targets };
}

/** Makes medians, ratios and verdicts of what was measured. */
export const summarise = (
  samples: Samples,
  names: readonly string[],
  figures: readonly Figure[] = FIGURES,
) => ({
  contestants: names,
  figures: figures.map((figure) => result(figure, samples, names)),
});
