import { styleText } from 'node:util';
import { cut } from '../../print/printable.ts';
import type { Group, Grouping } from '../../story/tally.ts';
import { outcomeText } from './lines.ts';

const MOST_LINES = 24;
const MOST_LABEL_COLUMNS = 40;
const MOST_HEAD_COLUMNS = 16;

/** The columns of a number, and of the blanks before it. */
const NUMBER_COLUMNS = 8;
const GAP = 2;

/** A label with how many there are of it. */
type Counted = readonly [label: string, count: number];

/** Sums the counts of each label: the largest first, equals by name, hours as they pass. */
function sums(groups: readonly Group[], grouping: Grouping, labelOf: (group: Group) => string): Counted[] {
  const counts = new Map<string, number>();
  for (const group of groups) counts.set(labelOf(group), (counts.get(labelOf(group)) ?? 0) + group.count);
  const inOrder = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  return grouping === 'hour' ? inOrder : inOrder.sort(([, one], [, other]) => other - one);
}

/** Takes as many as there is room for: the largest, or the latest hours. */
const taken = (all: readonly Counted[], grouping: Grouping, most: number): readonly Counted[] =>
  grouping === 'hour' ? all.slice(Math.max(0, all.length - most)) : all.slice(0, most);

const widthOf = ([label]: Counted): number =>
  Math.max(NUMBER_COLUMNS, Math.min(label.length, MOST_HEAD_COLUMNS) + GAP);

/** Counts how many columns there is room for, beside one for all others where not all fit. */
function roomFor(heads: readonly Counted[], columns: number): number {
  let left = columns;
  const fitting = heads.findIndex((head, index) => {
    left -= widthOf(head);
    return left < (index === heads.length - 1 ? 0 : NUMBER_COLUMNS);
  });
  return fitting < 0 ? heads.length : fitting;
}

/** Counts of pairs as a table: a line for each label of the first property, a column for each of the second. */
export function crossText(
  groups: readonly Group[],
  [by, across]: readonly [Grouping, Grouping],
  columns: number,
): string {
  const named = (grouping: Grouping, label: string, padded: string): string =>
    grouping === 'outcome' ? padded.replace(label, () => outcomeText(label)) : padded;
  const lines = sums(groups, by, ({ label }) => label);
  const shown = taken(lines, by, MOST_LINES);
  const labelColumns = Math.min(
    MOST_LABEL_COLUMNS,
    Math.max(by.length, ...shown.map(([label]) => label.length)),
  );
  const heads = sums(groups, across, (group) => group.across ?? '');
  const ordered = across === 'hour' ? heads.toReversed() : heads;
  const most = roomFor(ordered, columns - labelColumns - NUMBER_COLUMNS);
  const kept = taken(heads, across, most);
  const hasOthers = kept.length < heads.length;

  const head = kept.map((each) => {
    const label = cut(each[0], MOST_HEAD_COLUMNS);
    return named(across, label, label.padStart(widthOf(each)));
  });
  const counts = new Map(groups.map((group) => [`${group.label}\n${group.across}`, group.count]));
  const number = (count: number, width: number): string =>
    (count === 0 ? '·' : String(count)).padStart(width);
  const line = ([label, total]: Counted): string => {
    const cells = kept.map((each) => ({
      count: counts.get(`${label}\n${each[0]}`) ?? 0,
      width: widthOf(each),
    }));
    const others = total - cells.reduce((sum, { count }) => sum + count, 0);
    const name = cut(label, labelColumns);
    return [
      named(by, name, name.padEnd(labelColumns)),
      number(total, NUMBER_COLUMNS),
      ...cells.map(({ count, width }) => number(count, width)),
      ...(hasOthers ? [number(others, NUMBER_COLUMNS)] : []),
    ].join('');
  };
  const left = lines.length - shown.length;
  const more = `and ${left} ${by === 'hour' ? 'earlier' : 'more'}: --json shows all`;
  return [
    styleText('bold', `${by.padEnd(labelColumns)}${'count'.padStart(NUMBER_COLUMNS)}`) +
      head.join('') +
      (hasOthers ? 'others'.padStart(NUMBER_COLUMNS) : ''),
    ...shown.map(line),
    ...(left > 0 ? [more] : []),
  ].join('\n');
}
