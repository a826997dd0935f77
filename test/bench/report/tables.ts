import type { CostResults } from '../cost.ts';
import { cheapestAt, monthAt } from '../cost-model.ts';
import type { LoadResults } from '../load.ts';
import type { DecisionReport } from '../process/decision.ts';
import type { ComparedFigures, FigureResult, Reached, Spread } from '../results.ts';

type Cells = readonly (string | number)[];

const row = (cells: Cells): string => `| ${cells.join(' | ')} |`;

/** A Markdown table; each letter of `align` is a column: left, right or centre. */
function table(align: string, head: Cells, rows: readonly Cells[]): string {
  const marks = [...align].map((letter) => ({ l: '---', r: '--:', c: ':-:' })[letter] ?? '---');
  return [head, marks, ...rows].map(row).join('\n');
}

const rounded = (value: number, digits: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits });

const whole = (value: number): string => rounded(value, 0);

const number = (value: number): string =>
  rounded(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);

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

/** The figures: medians, with the quartiles where rounds differed. */
export function figuresTable({ contestants: names, figures }: ComparedFigures): string {
  const others = names.slice(1);
  return table(
    `l${'r'.repeat(names.length + others.length)}l`,
    ['', ...names, ...others.map((name) => `ours ÷ ${name}`), 'target'],
    figures.map((figure) => [
      figure.unit ? `${figure.title}, ${figure.unit}` : figure.title,
      ...names.map((name) => cell(figure.contestants[name])),
      ...others.map((name) => (hasRatio(figure) ? ratio(figure.ratios[name]) : '')),
      figure.targets.map(target).join(', '),
    ]),
  );
}

/** Decision and BXML alone, by the number of routes and by how the route is found. */
export function decisionTable({ decision }: { readonly decision: DecisionReport }): string {
  const cases = Object.keys(decision[0]?.microseconds ?? {});
  return table(
    `r${'r'.repeat(cases.length)}`,
    ['routes', ...cases.map((each) => `${each}, µs`)],
    decision.map(({ routes, microseconds }) => [
      number(routes),
      ...cases.map((each) => number(microseconds[each] ?? Number.NaN)),
    ]),
  );
}

const LOAD_HEAD =
  'callers|callbacks|per second|p50, ms|p99, ms|p99.9, ms|event loop late p99 / max, ms|memory, MB|stored|of them queued|in the log|lost|failed';

/** The local server at each number of callers. */
export function loadTable({ levels }: LoadResults): string {
  const rows = levels.map((each) => [
    each.callers,
    each.callbacks,
    each.perSecond.toFixed(0),
    ...[each.p50, each.p99, each.p999].map((latency) => latency.toFixed(1)),
    `${each.eventLoopP99.toFixed(0)} / ${each.eventLoopMax.toFixed(0)}`,
    each.rss.toFixed(0),
    each.stored,
    each.queued,
    each.logged,
    each.lost,
    Object.entries(each.failures)
      .map(([reason, count]) => `${count} × ${reason}`)
      .join(', ') || 'none',
  ]);
  return table(`${'r'.repeat(12)}l`, LOAD_HEAD.split('|'), rows);
}

const RATES = [1, 100, 10_000];

const usd = (value: number): string => (value < 100 ? value.toFixed(2) : whole(value));

/** What was measured, what each memory size makes of it, and the cheapest size at each rate. */
export function costTables({ measured, settings }: CostResults): string {
  const { warmCpuMs, coldCpuMs, secondTryCpuMs, residentMb } = measured;
  const ofSettings = settings.map((setting) => [
    setting.memoryMb,
    setting.warmMs,
    whole(setting.coldMs),
    setting.secondTryMs > 0 ? whole(setting.secondTryMs) : 'none',
    setting.fits ? '✓' : '✗',
    usd(setting.usdPerMillion),
    ...RATES.map((rate) => usd(monthAt(setting, rate).usd)),
  ]);
  const cheapest = RATES.map((rate) => {
    const setting = cheapestAt(settings, rate);
    if (!setting) return [whole(rate), 'none fits', '', '', ''];
    const { environments, coldStartsPerMonth, usd: dollars } = monthAt(setting, rate);
    return [
      whole(rate),
      `${setting.memoryMb} MB`,
      whole(environments),
      whole(coldStartsPerMonth),
      usd(dollars),
    ];
  });
  const months = RATES.map((rate) => `a month at ${whole(rate)}/s, USD`);
  const settingsHead = 'memory, MB|warm, ms|cold, ms|left for a second try, ms|fits|USD a million'.split('|');
  const cheapestHead = 'callbacks/s|cheapest that fits|environments|cold starts a month|USD a month'.split(
    '|',
  );
  return [
    table(
      'lr',
      ['measured', ''],
      [
        ['CPU of a warm callback', `${warmCpuMs.toFixed(2)} ms`],
        ['CPU from the start of the process to the first answer', `${whole(coldCpuMs)} ms`],
        ['CPU on top when the first try is refused', `${whole(secondTryCpuMs)} ms`],
        ['resident memory at most', `${whole(residentMb)} MB`],
      ],
    ),
    table('rrrrcrrrr', [...settingsHead, ...months], ofSettings),
    table('rrrrr', cheapestHead, cheapest),
  ].join('\n\n');
}
