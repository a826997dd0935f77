import type { Report } from '../report.ts';
import { escaped } from './escaped.ts';

/** A stretch of a bar: its share of the width, 0 to 1, and what it is of. */
type Stretch = readonly [share: number, of: 'good' | 'bad' | 'other'];

const WIDTH = 1000;

/** A bar of stretches one after another, with its text for those who do not see it. */
function barOf(stretches: readonly Stretch[], text: string): string {
  let x = 0;
  const rects = stretches.map(([share, of]) => {
    const width = Math.round(share * WIDTH);
    x += width;
    return `<rect class="${of}" x="${x - width}" width="${width}" height="16"/>`;
  });
  return `<svg role="img" aria-label="${escaped(text)}" viewBox="0 0 ${WIDTH} 16" preserveAspectRatio="none">${rects.join('')}</svg>`;
}

/** Which results are good and which are bad; the others are neither. */
const TONES: Readonly<Record<string, 'good' | 'bad'>> = {
  reachedAtOnce: 'good',
  saved: 'good',
  abandoned: 'bad',
  goodbye: 'bad',
  closed: 'bad',
};

/** The bars of the results of all calls, in the order of their table. */
export const totalBars = ({ totals }: Report): string[] =>
  Object.entries(totals).map(([result, count]) =>
    barOf(
      [[totals.calls === 0 ? 0 : count / totals.calls, TONES[result] ?? 'other']],
      `${count} of ${totals.calls} calls`,
    ),
  );

/** The bars of the hours: reached, lost, and what is neither. */
export function hourBars({ hours }: Report): string[] {
  const most = Math.max(1, ...hours.map(({ calls }) => calls));
  return hours.map(({ hour, calls, reached, lost }) =>
    barOf(
      [
        [reached / most, 'good'],
        [lost / most, 'bad'],
        [(calls - reached - lost) / most, 'other'],
      ],
      `${hour}: ${calls} calls, ${reached} reached, ${lost} lost`,
    ),
  );
}

const key = (of: Stretch[1], words: string): string =>
  `<svg class="key" aria-hidden="true" viewBox="0 0 1 1"><rect class="${of}" width="1" height="1"/></svg>${words}`;

/** Tells what the colours of the bars mean. */
export const COLOUR_KEY = `<p class="soft">${key('good', 'reached')}${key('bad', 'lost')}${key('other', 'neither')}</p>`;
