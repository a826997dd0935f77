import { DAY_MINUTES } from '../../functions/recovery/hours.ts';

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';

/** How a span is written: `24:00` is the end of a day. */
export const SPAN_PATTERN = new RegExp(`^${TIME}-(?:${TIME}|24:00)$`);

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A span in minutes of the day on which it begins; `undefined` for what is none. Its end may be on the next day. */
export function toSpan(text: string): readonly [opens: number, closes: number] | undefined {
  if (!SPAN_PATTERN.test(text)) return undefined;
  const [opens = 0, closes = 0] = text.split('-').map(minuteOf);
  if (opens === closes) return undefined;
  return [opens, closes < opens ? closes + DAY_MINUTES : closes];
}

/** The weekdays as a policy names them, Monday first. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const WEEKDAY = `(?:${WEEKDAYS.join('|')})`;
const DAY_RANGE = `${WEEKDAY}(?:-${WEEKDAY})?`;

/** How weekdays are written: days and ranges, which may wrap, separated by commas. */
export const WEEKDAYS_PATTERN = new RegExp(`^${DAY_RANGE}(?:,${DAY_RANGE})*$`);

/** The weekdays of a range, 0 is Monday; none where it ends where it begins. */
function toRange(range: string): number[] {
  const [first = 0, last = first] = range.split('-').map((day) => WEEKDAYS.indexOf(day as 'mon'));
  if (range.includes('-') && first === last) return [];
  return Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, index) => (first + index) % 7);
}

/** The weekdays that a key names, 0 is Monday, one as often as it is named; `undefined` for what names none. */
export function toWeekdays(key: string): readonly number[] | undefined {
  if (!WEEKDAYS_PATTERN.test(key)) return undefined;
  const ranges = key.split(',').map(toRange);
  return ranges.every((days) => days.length > 0) ? ranges.flat() : undefined;
}
