import { Temporal } from '@js-temporal/polyfill';

/** The opening hours of a policy file, under one name. */
export interface WrittenCalendar {
  readonly timeZone: string;
  readonly weekly: Readonly<Record<string, string | readonly string[]>>;
  readonly dates: Readonly<Record<string, string | readonly string[]>>;
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Tells whether a key such as `fri-mon` or `mon,wed` names a weekday, by walking from its first day to its last. */
function names(key: string, weekday: string): boolean {
  return key.split(',').some((range) => {
    const [first = '', last = first] = range.split('-');
    let day = first;
    while (day !== last && day !== weekday) day = WEEKDAYS[(WEEKDAYS.indexOf(day) + 1) % 7] as string;
    return day === weekday;
  });
}

/** What a calendar says of a date, read from its text; `isNamed` where the date stands in `dates`. */
function dayOf({ weekly, dates }: WrittenCalendar, date: Temporal.PlainDate) {
  const text = date.toString();
  const named = dates[text] ?? dates[text.slice(5)];
  const weekday = WEEKDAYS[date.dayOfWeek - 1] as string;
  const written = named ?? Object.entries(weekly).find(([key]) => names(key, weekday))?.[1] ?? 'closed';
  const spans = [written].flat().filter((span) => span !== 'closed');
  return { isNamed: named !== undefined, spans: spans.map((span) => span.split('-') as [string, string]) };
}

/**
 * Whether a calendar is open, by `Temporal` and the zone data of Node, from the text of the file: nothing
 * of it is shared with what is tested.
 */
export function isOpenByTemporal(calendar: WrittenCalendar, epochMilliseconds: number): boolean {
  const instant = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds);
  const local = instant.toZonedDateTimeISO(calendar.timeZone).toPlainDateTime();
  const time = local.toPlainTime().toString().slice(0, 5);
  const date = local.toPlainDate();
  const today = dayOf(calendar, date);
  const yesterday = dayOf(calendar, date.subtract({ days: 1 }));
  const isOpenToday = today.spans.some(
    ([opens, closes]) => opens <= time && (time < closes || closes <= opens),
  );
  const isOpenFromYesterday = yesterday.spans.some(([opens, closes]) => closes <= opens && time < closes);
  return isOpenToday || (!today.isNamed && isOpenFromYesterday);
}

/** The changes of a time zone's offset between two years, in milliseconds since 1970. */
export function changesByTemporal(timeZone: string, firstYear: number, lastYear: number): number[] {
  const changes: number[] = [];
  let at = Temporal.ZonedDateTime.from({ year: firstYear, month: 1, day: 1, timeZone: 'UTC' }).withTimeZone(
    timeZone,
  );
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.toInstant().toZonedDateTimeISO('UTC').year > lastYear) return changes;
    changes.push(next.epochMilliseconds);
    at = next;
  }
}
