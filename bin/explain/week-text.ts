import { styleText } from 'node:util';
import type { Destination } from '../../functions/recovery/destination.ts';
import { ALWAYS, DAY_MINUTES, type Offsets } from '../../functions/recovery/hours.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { showInvisible } from '../../lib/policy/invisible.ts';
import { fold } from '../print/fold.ts';
import { calendarOf, hoursWords } from './hours-words.ts';
import { DAYS, openMinutes, spanWords } from './span-words.ts';
import type { RouteWeek } from './week.ts';

const CELL_MINUTES = 180;
const CELLS = DAY_MINUTES / CELL_MINUTES;
const LABEL_COLUMNS = 18;

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

function rowText(destination: Destination, minutes: ReadonlySet<number>, monday: number): string {
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

function routeText({ route, timeZone, monday, rows }: RouteWeek, policy: Policy): string {
  if (timeZone === undefined) return `${styleText('bold', `route ${route}`)}\nalways open\n`;
  const offsets = policy.timeZones[timeZone] as Offsets;
  const begins = Date.parse(monday) / 60_000;
  const date = (day: number) => new Date((begins + day * DAY_MINUTES) * 60_000).getUTCDate();
  const line = (cells: readonly string[]) =>
    styleText(
      'dim',
      (' '.repeat(LABEL_COLUMNS) + cells.map((each) => each.padEnd(CELLS)).join(' ')).trimEnd(),
    );
  // A route may have a hundred destinations with the same hours.
  const minutes = new Map(rows.map(({ hours, open }) => [hoursWords(hours), openMinutes(open, offsets)]));
  const told = new Map(
    rows.map(({ hours }) => {
      const name = hoursWords(hours);
      const spans = spanWords(minutes.get(name) as Set<number>, begins, timeZone, calendarOf(policy, hours));
      return [name, fold(`${name}: ${hours === ALWAYS ? 'always open' : spans}`)];
    }),
  );
  return [
    styleText('bold', `route ${route}`),
    `week of ${monday} on the clock of ${timeZone}`,
    ...told.values(),
    line(DAYS.map((day, index) => `${day} ${date(index)}`)),
    line(DAYS.map(() => '0   12')),
    ...rows.map(({ destination, hours }) =>
      showInvisible(rowText(destination, minutes.get(hoursWords(hours)) as Set<number>, begins)),
    ),
    '',
  ].join('\n');
}

/** A week to the minute, and as a picture of 80 columns, a row for each destination. */
export function weekText(weeks: readonly RouteWeek[], policy: Policy): string {
  if (weeks.length === 0) return 'The policy has no routes.';
  return [
    'A character is three hours: █ open, · closed, ▐ opens within them,',
    '▌ closes within them, ▒ both.',
    '',
    ...weeks.map((week) => routeText(week, policy)),
  ].join('\n');
}
