/** @import { CallState, CallSummary } from '../messages.ts' */
import { STATE_TONES, STATES } from './tones.js';

const WIDTH = 600;
const HEIGHT = 92;
const COLUMNS = 60;

/** A column stands for no less than this. */
const LEAST_MILLISECONDS = 2000;

/**
 * @param {string} name
 * @param {Readonly<Record<string, string | number>>} attributes
 */
function shape(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

/** @typedef {Record<CallState, number> & { total: number, failed: number }} Column */

/** @returns {Column} */
const emptyColumn = () => ({
  connected: 0,
  recovered: 0,
  'not connected': 0,
  open: 0,
  ended: 0,
  total: 0,
  failed: 0,
});

/** @param {readonly Column[]} columns */
function bars(columns) {
  const most = Math.max(1, ...columns.map(({ total }) => total));
  const wide = WIDTH / COLUMNS;
  return columns.flatMap((column, index) => {
    let top = HEIGHT;
    return STATES.filter((state) => column[state] > 0).map((state) => {
      const height = (column[state] / most) * (HEIGHT - 4);
      top -= height;
      return shape('rect', {
        x: index * wide,
        y: top,
        width: wide - 1.5,
        height,
        'data-tone': STATE_TONES[state],
      });
    });
  });
}

/**
 * The recovery rate so far, as a line from the first call on that had something to recover.
 * @param {readonly Column[]} columns
 */
function rateLine(columns) {
  let failed = 0;
  let recovered = 0;
  const points = columns.flatMap((column, index) => {
    failed += column.failed;
    recovered += column.recovered;
    const y = HEIGHT - 2 - (recovered / failed) * (HEIGHT - 4);
    return failed > 0 ? [`${((index + 0.5) * WIDTH) / COLUMNS},${y.toFixed(1)}`] : [];
  });
  return points.length > 1 ? [shape('polyline', { points: points.join(' '), class: 'rate' })] : [];
}

/**
 * Draws how the calls of the session stand, by the time they came, and the recovery rate over them.
 * @param {Element} chart
 * @param {readonly CallSummary[]} calls
 * @param {number} since
 * @param {number} until
 */
export function drawSession(chart, calls, since, until) {
  const length = Math.max(until - since, COLUMNS * LEAST_MILLISECONDS);
  const columns = Array.from({ length: COLUMNS }, emptyColumn);
  for (const { arrivedAtEpochMilliseconds: at, state, hasFailedFirst } of calls) {
    const column = columns[Math.min(COLUMNS - 1, Math.floor(((at - since) / length) * COLUMNS))];
    if (!column) continue;
    column[state] += 1;
    column.total += 1;
    if (hasFailedFirst) column.failed += 1;
  }
  const used = Math.ceil(((until - since) / length) * COLUMNS);
  const words = STATES.map((state) => `${calls.filter((call) => call.state === state).length} ${state}`);
  chart.setAttribute(
    'aria-label',
    `Calls over the session: ${words.join(', ')}. The line is the recovery rate.`,
  );
  chart.replaceChildren(...bars(columns), ...rateLine(columns.slice(0, used)));
}
