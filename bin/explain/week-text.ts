import { styleText } from 'node:util';
import type { Destination } from '../../functions/recovery/destination.ts';
import { DAY_MINUTES, type Offsets, onClock } from '../../functions/recovery/hours.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { showInvisible } from '../../lib/policy/invisible.ts';
import { hoursWords } from './hours-words.ts';
import type { RouteWeek, WeekRow } from './week.ts';

const CELL_MINUTES = 180;
const CELLS = DAY_MINUTES / CELL_MINUTES;
const LABEL_COLUMNS = 18;
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const minuteOf = (time: string): number => Date.parse(time) / 60_000;

/** A destination in a few columns: its beginning, and how many ring with it. */
function label({ targets }: Destination): string {
  const [first, ...others] = targets;
  const more = others.length > 0 ? ` +${others.length}` : '';
  const name = first.replace(/^sip:/, '');
  const most = LABEL_COLUMNS - 1 - more.length;
  return `${name.length > most ? `${name.slice(0, most - 1)}…` : name}${more}`.padEnd(LABEL_COLUMNS);
}

/** How three hours look, by the minutes on the clock at which it is open, in order. */
function cell(open: readonly number[], from: number): string {
  if (open.length === 0) return '·';
  if (open.length === CELL_MINUTES) return '█';
  const isWhole = (open.at(-1) as number) - (open[0] as number) === open.length - 1;
  if (isWhole && open.at(-1) === from + CELL_MINUTES - 1) return '▐';
  return isWhole && open[0] === from ? '▌' : '▒';
}

function rowText({ destination, open }: WeekRow, monday: number, offsets: Offsets): string {
  const minutes = new Set<number>();
  for (const { from, to } of open)
    for (let minute = minuteOf(from); minute < minuteOf(to); minute += 1)
      minutes.add(onClock(offsets, minute));
  const cells = DAYS.map((_, day) =>
    Array.from({ length: CELLS }, (_cell, index) => {
      const from = monday + day * DAY_MINUTES + index * CELL_MINUTES;
      const inside = Array.from({ length: CELL_MINUTES }, (_minute, after) => from + after);
      return cell(
        inside.filter((minute) => minutes.has(minute)),
        from,
      );
    }).join(''),
  );
  return label(destination) + cells.join(' ');
}

function routeText({ route, timeZone, monday, rows }: RouteWeek, { timeZones }: Policy): string {
  if (timeZone === undefined) return `${styleText('bold', `route ${route}`)}\nalways open\n`;
  const offsets = timeZones[timeZone] as Offsets;
  const begins = minuteOf(`${monday}T00:00Z`);
  const date = (day: number) => new Date((begins + day * DAY_MINUTES) * 60_000).getUTCDate();
  const line = (cells: readonly string[]) =>
    styleText(
      'dim',
      (' '.repeat(LABEL_COLUMNS) + cells.map((each) => each.padEnd(CELLS)).join(' ')).trimEnd(),
    );
  const names = [...new Set(rows.map(({ hours }) => hoursWords(hours)))];
  return [
    styleText('bold', `route ${route}`),
    `week of ${monday} on the clock of ${timeZone}`,
    `hours ${names.join(', ')}`,
    line(DAYS.map((day, index) => `${day} ${date(index)}`)),
    line(DAYS.map(() => '0   12')),
    ...rows.map((row) => showInvisible(rowText(row, begins, offsets))),
    '',
  ].join('\n');
}

/** A week as a picture of 80 columns, a row for each destination. */
export function weekText(weeks: readonly RouteWeek[], policy: Policy): string {
  if (weeks.length === 0) return 'The policy has no routes.';
  return [
    'A character is three hours: █ open, · closed, ▐ opens within them,',
    '▌ closes within them, ▒ both.',
    '',
    ...weeks.map((week) => routeText(week, policy)),
  ].join('\n');
}
