import { styleText } from 'node:util';
import { bar, percent } from '../../print/bar.ts';
import { counted, cut } from '../../print/printable.ts';
import type { Grouping, Statistics } from '../../story/tally.ts';
import { outcomeText } from './lines.ts';

const MOST_LINES = 24;
const COUNT_COLUMNS = 8;
const LABEL_COLUMNS = 56;

/** Says what recovery brought, in two sentences. */
export function summary({ handOffs, firstHandOffs, failedFirstHandOffs, recovered }: Statistics): string[] {
  if (handOffs === 0) return ['No hand-offs in this time.'];
  const perCall = firstHandOffs === 0 ? '' : `, ${(handOffs / firstHandOffs).toFixed(2)} per call`;
  const rate =
    failedFirstHandOffs === 0
      ? 'No first hand-off failed.'
      : `The first failed in ${failedFirstHandOffs}; a later one connected ${recovered} of these: recovery rate ${percent(Math.min(recovered, failedFirstHandOffs), failedFirstHandOffs)}.`;
  return [`${counted(handOffs, 'hand-off')} in ${counted(firstHandOffs, 'call')}${perCall}.`, rate];
}

/** Counts as bars, the fraction connected beside them, and what recovery brought, in one screen. */
export function statisticsText(statistics: Statistics, by: Grouping, columns: number): string {
  const { groups, count } = statistics;
  const shown = by === 'hour' ? groups.slice(-MOST_LINES) : groups.slice(0, MOST_LINES);
  const labelColumns = Math.min(
    LABEL_COLUMNS,
    Math.max(by.length, ...shown.map(({ label }) => label.length)),
  );
  const showsConnected = by === 'route' || by === 'destination' || by === 'hour';
  const barColumns = columns - labelColumns - COUNT_COLUMNS - 8 - (showsConnected ? 11 : 0);
  const largest = Math.max(...shown.map((group) => group.count));
  const lines = shown.map((group) => {
    const label = cut(group.label, labelColumns).padEnd(labelColumns);
    return [
      by === 'outcome' ? outcomeText(group.label, labelColumns) : label,
      String(group.count).padStart(COUNT_COLUMNS),
      percent(group.count, count).padStart(7),
      ...(showsConnected ? [percent(group.connected, group.count).padStart(11)] : []),
      `  ${bar(group.count / largest, barColumns - 2)}`,
    ].join('');
  });
  const head = `${by.padEnd(labelColumns)}${'count'.padStart(COUNT_COLUMNS)}${'share'.padStart(7)}${showsConnected ? '  connected' : ''}`;
  const left = groups.length - shown.length;
  return `${[
    styleText('bold', head),
    ...lines,
    ...(left > 0 ? [`and ${left} ${by === 'hour' ? 'earlier' : 'more'}: --json shows all`] : []),
    '',
    ...summary(statistics),
  ].join('\n')}\n`;
}
