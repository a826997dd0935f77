import { type Calendar, DAY_MINUTES, type Offsets, onClock } from '../../functions/recovery/hours.ts';
import { originOf } from '../../lib/policy/origin.ts';
import type { WeekRow } from './week.ts';

export const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
export const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The city of a time zone: `New York`. */
export const cityOf = (timeZone: string): string => timeZone.replace(/.*\//, '').replaceAll('_', ' ');

const minuteOf = (time: string): number => Date.parse(time) / 60_000;

/** The minutes at which a destination is open, since 1970 on a clock: an hour that a clock repeats counts once. */
export function openMinutes(open: WeekRow['open'], offsets: Offsets): Set<number> {
  const minutes = new Set<number>();
  for (const { from, to } of open)
    for (let minute = minuteOf(from); minute < minuteOf(to); minute += 1)
      minutes.add(onClock(offsets, minute));
  return minutes;
}

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** The spans of a day from its first minute to its last: one over midnight is told on both days, as it is drawn. */
export function dayWords(minutes: ReadonlySet<number>, begins: number): string {
  const isOpen = (minute: number): boolean => minutes.has(begins + minute);
  const spans: string[] = [];
  for (let from = 0; from < DAY_MINUTES; from += 1) {
    if (!isOpen(from)) continue;
    let to = from;
    while (to < DAY_MINUTES && isOpen(to)) to += 1;
    spans.push(`${clock(from)}–${clock(to)}`);
    from = to;
  }
  return spans.join(', ');
}

/** Weekdays with the same spans, one after the other, together: `Mon–Fri 08:30–17:00`. */
function weekdaysWords(days: readonly (string | undefined)[]): string[] {
  const told: string[] = [];
  for (let first = 0; first < days.length; first += 1) {
    const words = days[first];
    if (!words) continue;
    let last = first;
    while (days[last + 1] === words) last += 1;
    told.push(`${first === last ? DAYS[first] : `${DAYS[first]}–${DAYS[last]}`} ${words}`);
    first = last;
  }
  return told;
}

/**
 * When a destination is open in a week, to the minute, on the clock of the picture; dates that its hours name stand
 * at the end, with their keys: `Mon–Fri 08:30–17:00 (New York); Thu 26 Nov closed ("4th thu nov")`.
 * @param begins the first minute of the week, since 1970 on the clock
 */
export function spanWords(
  minutes: ReadonlySet<number>,
  begins: number,
  timeZone: string,
  calendar: Calendar | undefined,
): string {
  const days = DAYS.map((name, index) => {
    const first = begins + index * DAY_MINUTES;
    const date = new Date(first * 60_000);
    const day = date.toISOString().slice(0, 10);
    const key = [day, day.slice(5)].find((each) => calendar?.dates[each]);
    const spans = calendar?.dates[key ?? ''];
    const named = `${name} ${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
    const words = dayWords(minutes, first);
    return spans === undefined
      ? { words }
      : { named: `${named} ${words || 'closed'} ("${originOf(spans) ?? key}")` };
  });
  const weekdays = weekdaysWords(days.map(({ words }) => words));
  const usual = `${weekdays.join('; ') || 'closed'} (${cityOf(timeZone)})`;
  return [usual, ...days.flatMap(({ named }) => named ?? [])].join('; ');
}
