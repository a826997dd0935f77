import type { ComparedFigures, FigureResult, Reached, Results } from '../results.ts';
import type { Spread } from '../samples.ts';

const number = (value: number): string =>
  value.toLocaleString('en', {
    maximumFractionDigits: Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0,
  });

const withSpread = ({ low, high }: Spread, write: (value: number) => string, median: string): string =>
  write(low) === write(high) ? median : `${median} (${write(low)}–${write(high)})`;

const cell = (value: Spread | undefined): string =>
  value ? withSpread(value, number, number(value.median)) : '';

const ratio = (value: Spread | undefined): string =>
  value && Number.isFinite(value.median)
    ? withSpread(value, (each) => each.toFixed(2), `**${value.median.toFixed(2)}**`)
    : '';

const target = ({ against, atMost, hit }: Reached): string =>
  `${hit ? '✓' : '✗'} ≤ ${atMost}${against ? ` × ${against}` : ''}`;

/** A growth near nothing has no ratio that means anything. */
const hasRatio = ({ name }: FigureResult): boolean => name !== 'rssGrowth';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function figureRow(figure: FigureResult, names: readonly string[]): string {
  const { title, unit, contestants, ratios, targets } = figure;
  const [ours = '', ...others] = names.map((name) => cell(contestants[name]));
  const against = names.slice(1).map((name) => (hasRatio(figure) ? ratio(ratios[name]) : ''));
  return row([
    unit ? `${title}, ${unit}` : title,
    ours,
    ...others,
    ...against,
    targets.map(target).join(', '),
  ]);
}

/** The figures as a Markdown table: medians, with the quartiles where rounds differed. */
export function figuresTable({ contestants: names, figures }: ComparedFigures): string {
  const others = names.slice(1);
  const head = ['', ...names, ...others.map((name) => `ours ÷ ${name}`), 'target'];
  return [
    row(head),
    row(['---', ...head.slice(1, -1).map(() => '--:'), '---']),
    ...figures.map((figure) => figureRow(figure, names)),
  ].join('\n');
}

/** Decision and BXML alone, by the number of routes and by how the route is found. */
export function decisionTable({ decision }: Results): string {
  const cases = Object.keys(decision[0]?.microseconds ?? {});
  return [
    row(['routes', ...cases.map((each) => `${each}, µs`)]),
    row(['--:', ...cases.map(() => '--:')]),
    ...decision.map(({ routes, microseconds }) =>
      row([number(routes), ...cases.map((each) => number(microseconds[each] ?? Number.NaN))]),
    ),
  ].join('\n');
}
