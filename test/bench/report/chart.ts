import type { ComparedFigures } from '../results.ts';

/** The figures of the chart, by their short titles. */
const PANELS: readonly (readonly [figure: string, title: string])[] = [
  ['startCpu', 'cold: import + first callback, ms of CPU'],
  ['warmCpu', 'warm: µs of CPU per callback'],
  ['bytesReadAtStart', 'KB of code read at start'],
  ['rssAfter', 'MB resident after all callbacks'],
];

/** Other checkouts that took part in a run are left out. */
const SHOWN = ['ours', 'floor', 'conventional'];

const PANEL_WIDTH = 380;
const BAR_HEIGHT = 16;
const BAR_STEP = 20;
const BAR_LEFT = 92;
const MOST_BAR_WIDTH = 210;
const PANEL_HEIGHT = 34 + SHOWN.length * BAR_STEP;

const STYLE = `text{font:12px system-ui,sans-serif;fill:#1f2328}.title{font-weight:600}.bar{fill:#9aa4b2}.ours{fill:#1a7f5a}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.bar{fill:#6e7681}.ours{fill:#3fb950}}`;

const written = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });

function bar(name: string, index: number, value: number, most: number): string {
  const y = 14 + index * BAR_STEP;
  const width = Math.max(1, (value / most) * MOST_BAR_WIDTH).toFixed(1);
  const text = y + BAR_HEIGHT - 4;
  return `<text x="${BAR_LEFT - 6}" y="${text}" text-anchor="end">${name}</text><rect class="${name === 'ours' ? 'ours' : 'bar'}" x="${BAR_LEFT}" y="${y}" width="${width}" height="${BAR_HEIGHT}" rx="2"/><text x="${BAR_LEFT + Number(width) + 5}" y="${text}">${written(value)}</text>`;
}

/** Draws the medians of a run as four small bar charts. */
export function chart({ figures }: ComparedFigures): string {
  const panels = PANELS.flatMap(([figureName, title], index) => {
    const figure = figures.find(({ name }) => name === figureName);
    if (!figure) return [];
    const values = SHOWN.map((name) => figure.contestants[name]?.median ?? 0);
    const bars = SHOWN.map((name, row) => bar(name, row, values[row] ?? 0, Math.max(...values)));
    const at = [10 + (index % 2) * PANEL_WIDTH, 16 + Math.floor(index / 2) * PANEL_HEIGHT];
    return `<g transform="translate(${at})"><text class="title" x="0" y="4">${title}</text>${bars.join('')}</g>`;
  });
  const [width, height] = [2 * PANEL_WIDTH, Math.ceil(PANELS.length / 2) * PANEL_HEIGHT];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="ours against floor and conventional; shorter is better">
<style>${STYLE}</style>
${panels.join('\n')}
</svg>
`;
}
