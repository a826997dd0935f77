import { bar } from '../../print/bars.ts';
import { dayAndTime } from '../../print/time-text.ts';
import type { TimeRange } from '../../reader/time-range.ts';

const BAR_COLUMNS = 30;

/** A person sees no more than this. */
const EVERY_MILLISECONDS = 100;

/**
 * Shows how far an export is: how many rows nobody knows before, but it goes through time backwards,
 * so what it shows is how much of the range is behind it. `done` takes the bar away.
 */
export function exportProgress(range: TimeRange, note: (text: string) => void) {
  const { sinceEpochMilliseconds: since, untilEpochMilliseconds: until } = range;
  let shown = 0;
  return {
    at(eventTime: string, rows: number): void {
      if (Date.now() - shown < EVERY_MILLISECONDS) return;
      shown = Date.now();
      const share = Math.min(1, Math.max(0, (until - Date.parse(eventTime)) / (until - since)));
      const filled = bar(share, BAR_COLUMNS).padEnd(BAR_COLUMNS);
      note(`\r${filled} ${Math.floor(share * 100)} %  ${rows} rows, now at ${dayAndTime(eventTime)} `);
    },
    done: (): void => note('\r\u{1b}[K'),
  };
}
