import type { LoadResults } from '../load.ts';
import type { CostResults } from '../measure.ts';
import type { ComparedFigures, Reached, Spread } from '../results.ts';

type Cells = readonly (string | number)[];

const MARKS: Readonly<Record<string, string>> = { l: '---', r: '--:', c: ':-:' };

/** A Markdown table; each letter of `align` is a column: left, right or centre. */
const table = (align: string, head: Cells, rows: readonly Cells[]): string =>
  [head, [...align].map((letter) => MARKS[letter] ?? ''), ...rows]
    .map((cells) => cells.join(' | ').replace(/[ |]+$/, ''))
    .join('\n');

const rounded = (value: number, digits: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: digits });

const whole = (value: number): string => rounded(value, 0);

const number = (value: number): string =>
  rounded(value, Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);

const hundredths = (value: number): string => value.toFixed(2);

const withSpread = ({ low, high }: Spread, write: (value: number) => string, median: string): string =>
  write(low) === write(high) ? median : `${median} (${write(low)}–${write(high)})`;

const cell = (value: Spread | undefined): string =>
  value ? withSpread(value, number, number(value.median)) : '';

const ratio = (value: Spread | undefined): string =>
  value && Number.isFinite(value.median)
    ? withSpread(value, hundredths, `**${hundredths(value.median)}**`)
    : '';

const target = ({ against, atMost, hit }: Reached): string =>
  `${hit ? '✓' : '✗'} ≤ ${atMost}${against ? ` × ${against}` : ''}`;

/** The figures: medians, with the quartiles where rounds differed. */
export function figuresTable({ contestants: names, figures }: ComparedFigures): string {
  const others = names.slice(1);
  return table(
    `l${'r'.repeat(names.length + others.length)}l`,
    ['figure', ...names, ...others.map((name) => `ours ÷ ${name}`), 'target'],
    figures.map(({ title, unit, contestants, ratios, targets }) => [
      unit ? `${title}, ${unit}` : title,
      ...names.map((each) => cell(contestants[each])),
      ...others.map((each) => ratio(ratios[each])),
      targets.map(target).join(', '),
    ]),
  );
}

/** The local server at each number of callers. */
export const loadTable = ({ levels }: LoadResults): string =>
  table(
    'rrrrrrrl',
    ['callers', 'callbacks', 'per second', 'p50, ms', 'p99, ms', 'stored', 'lost', 'failed'],
    levels.map(({ callers, callbacks, perSecond, p50, p99, stored, lost, failures }) => [
      ...[callers, callbacks, whole(perSecond), number(p50), number(p99), stored, lost],
      Object.entries(failures)
        .map(([reason, count]) => `${count} × ${reason}`)
        .join(', ') || 'none',
    ]),
  );

const usd = (value: number): string => (value < 100 ? hundredths(value) : whole(value));

/** What was measured, and what each memory size makes of it. */
export function costTables({ measured, settings }: CostResults): string {
  const { warmCpuMs, coldCpuMs, secondTryCpuMs, residentMb } = measured;
  const ofFunction = [
    ['CPU of a warm callback', `${hundredths(warmCpuMs)} ms`],
    ['CPU from the start of the process to the first answer', `${whole(coldCpuMs)} ms`],
    ['CPU on top when the first try is refused', `${whole(secondTryCpuMs)} ms`],
    ['resident memory at most', `${whole(residentMb)} MB`],
  ];
  const ofSettings = settings.map((setting) => [
    setting.memoryMb,
    setting.warmMs,
    whole(setting.coldMs),
    setting.secondTryMs > 0 ? whole(setting.secondTryMs) : 'none',
    setting.fits ? '✓' : '✗',
    usd(setting.usdPerMillion),
  ]);
  const settingsHead = 'memory, MB|warm, ms|cold, ms|left for a second try, ms|fits|USD a million'.split('|');
  return [table('lr', ['measured', 'value'], ofFunction), table('rrrrcr', settingsHead, ofSettings)].join(
    '\n\n',
  );
}
