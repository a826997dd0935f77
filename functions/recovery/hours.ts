// biome-ignore-all lint/style/noRestrictedGlobals: Date calculates here, and reads no clock

/** Minutes of a day at which spans open and close, in turn: `[510, 720, 780, 1050]`; above 1440 is the day after. */
export type Spans = readonly number[];

/** The opening hours of a policy under one name. */
export interface Calendar {
  readonly timeZone: string;
  /** The spans of Monday to Sunday. */
  readonly weekly: readonly Spans[];
  /** The spans of days that differ, by `yyyy-mm-dd` or, for every year, `mm-dd`. */
  readonly dates: Readonly<Record<string, Spans>>;
}

/** How a time zone changes, in turn: the minute since 1970 from which an offset holds, and the offset in minutes. */
export type Offsets = readonly number[];

/** All that tells whether a place is open. */
export interface Calendars {
  readonly hours: Readonly<Record<string, Calendar>>;
  readonly timeZones: Readonly<Record<string, Offsets>>;
}

/** The name of a calendar, or whatever it is not; {@link ALWAYS} is built in. */
export type Hours = string | { readonly not: string };

/** The hours of a place that never closes. */
export const ALWAYS = 'always';

/** Minutes of a day on the clock, though the day of a change has an hour more or less. */
export const DAY_MINUTES = 1440;

/** The offset at a minute since 1970; before the first change the first holds, after the last the last. */
function offsetAt(offsets: Offsets, minute: number): number {
  let offset = offsets[1] as number;
  for (let index = 2; (offsets[index] as number) <= minute; index += 2) offset = offsets[index + 1] as number;
  return offset;
}

/** The minute since 1970 on the clock of a time zone. */
export const onClock = (offsets: Offsets, minute: number): number => minute + offsetAt(offsets, minute);

const includes = (spans: Spans, minute: number): boolean =>
  spans.some((opens, index) => index % 2 === 0 && opens <= minute && minute < (spans[index + 1] as number));

/** The opening hours of a day since 1970, which was a Thursday, and whether the calendar names its date. */
function dayOf(
  { weekly, dates }: Calendar,
  day: number,
): { readonly spans: Spans; readonly isNamed: boolean } {
  const date = new Date(day * DAY_MINUTES * 60_000).toISOString().slice(0, 10);
  const named = dates[date] ?? dates[date.slice(5)];
  return { spans: named ?? (weekly[(((day + 3) % 7) + 7) % 7] as Spans), isNamed: named !== undefined };
}

/** Tells whether a calendar is open at a minute since 1970 on its own clock. */
function isOpenOnClock(calendar: Calendar, minute: number): boolean {
  const day = Math.floor(minute / DAY_MINUTES);
  const ofDay = minute - day * DAY_MINUTES;
  const { spans, isNamed } = dayOf(calendar, day);
  if (includes(spans, ofDay)) return true;
  // The tail of the night before does not reach into a day whose date is named.
  return !isNamed && includes(dayOf(calendar, day - 1).spans, ofDay + DAY_MINUTES);
}

/**
 * Tells whether a place is open at a time in ISO 8601 with its zone. One without a time is open, whatever
 * its hours: nobody is turned away because of a field that cannot be read.
 */
export function isOpen(
  hours: Hours,
  time: string | undefined,
  { hours: calendars, timeZones }: Calendars,
): boolean {
  const minute = Math.floor(Date.parse(time ?? '') / 60_000);
  if (hours === ALWAYS || Number.isNaN(minute)) return true;
  const isNegated = typeof hours !== 'string';
  const calendar = calendars[isNegated ? hours.not : hours] as Calendar;
  const clock = onClock(timeZones[calendar.timeZone] as Offsets, minute);
  return isOpenOnClock(calendar, clock) !== isNegated;
}
