import * as v from 'valibot';
import { ALWAYS, type Calendar, type Calendars, type Spans } from '../../functions/recovery/hours.ts';
import { closedObject, recordOf } from './building-blocks.ts';
import { DATE_PATTERN, knownDays } from './dates.ts';
import { meantTimeZone } from './meant-time-zone.ts';
import { withOrigin } from './origin.ts';
import { SPAN_PATTERN, toSpan, toWeekdays, WEEKDAYS, WEEKDAYS_PATTERN } from './spans.ts';
import { isTimeZone, offsetsOf } from './time-zone.ts';

const SPAN = 'a span such as "08:30-12:00", or "22:00-06:00" over midnight';
const DAY = `${SPAN}, a list of spans or "closed"`;
const ENDS = 'a span that ends at another time than it begins; "00:00-24:00" is a whole day';

const spans = v.pipe(
  v.array(
    v.pipe(
      v.string(SPAN),
      v.regex(SPAN_PATTERN, SPAN),
      v.check((text) => toSpan(text) !== undefined, ENDS),
    ),
    DAY,
  ),
  v.minLength(1, 'at least one span, or "closed"'),
  v.maxLength(24, 'at most 24 spans'),
  v.description('From 1 to 24 spans that do not overlap.'),
);

const day = v.union([
  v.pipe(
    v.string(DAY),
    v.check((text) => text === 'closed' || SPAN_PATTERN.test(text), DAY),
    v.check((text) => text === 'closed' || toSpan(text) !== undefined, ENDS),
    v.metadata({
      examples: ['08:30-17:00', 'closed'],
      anyOf: [{ const: 'closed' }, { pattern: SPAN_PATTERN.source }],
    }),
  ),
  spans,
]);

type DayInput = v.InferOutput<typeof day>;

const CALENDAR = '{ "timeZone": "America/New_York", "weekly": { "mon-fri": "08:30-17:00" } }';

const ZONE = 'an IANA time zone such as "America/New_York"';

/** Opening hours under one name; `hours-relations.ts` checks the keys and that spans do not overlap. */
export const calendar = v.pipe(
  closedObject(CALENDAR, {
    timeZone: v.pipe(
      v.string(ZONE),
      v.check(isTimeZone, ({ input }) => ZONE + meantTimeZone(input)),
      v.metadata({
        description: 'Time zone of the clock, by its IANA name.',
        examples: ['America/New_York'],
      }),
    ),
    weekly: v.pipe(
      v.exactOptional(recordOf(day, 'an object of days and spans such as { "mon-fri": "08:30-17:00" }'), {}),
      v.metadata({
        description:
          'Spans by weekday: `mon`, `mon-fri`, `fri-mon` or `mon,wed`, each weekday in one key only. A span such as `08:30-12:00` opens at its first minute and closes at its last; one over midnight belongs to the day on which it begins. Other days are closed.',
        propertyNames: { pattern: WEEKDAYS_PATTERN.source },
      }),
    ),
    dates: v.pipe(
      v.exactOptional(recordOf(day, 'an object of dates and spans such as { "12-25": "closed" }'), {}),
      v.metadata({
        description:
          'Spans of days that differ, or `closed`: `2026-12-25`; for every year `12-25`, or `4th thu nov` with `1st` to `5th` or `last`, a weekday and a month. A date rules its whole day, the tail of the night before included; one with a year beats one without.',
        propertyNames: { pattern: DATE_PATTERN.source },
      }),
    ),
  }),
  v.check(
    ({ weekly, dates }) => [weekly, dates].flatMap(Object.values<DayInput>).some((each) => each !== 'closed'),
    'a span in "weekly" or "dates": never open without one',
  ),
  v.description(
    'Opening hours, on the clock of a time zone. A deployment knows its changes for ten years from 1 January on: deploy again in that time. An event without a readable time finds everything open.',
  ),
);

/** All opening hours by name. */
export const hours = v.pipe(
  recordOf(calendar, `an object of opening hours such as { "office": ${CALENDAR} }`),
  v.metadata({
    description: `Opening hours by name, for routes and destinations. \`${ALWAYS}\` is built in.`,
    propertyNames: { pattern: '^[A-Za-z][\\w-]{0,63}$', not: { const: ALWAYS } },
  }),
);

const REFERENCE = 'the name of opening hours, or { "not": … } with such a name';

/** Which hours a place has; `hours-relations.ts` checks that there are such. */
export const hoursName = v.exactOptional(
  v.pipe(
    v.union([
      v.string(REFERENCE),
      closedObject('{ "not": "office" }', {
        not: v.pipe(
          v.string(REFERENCE),
          v.description('Name of the opening hours during which it is closed.'),
        ),
      }),
    ]),
    v.description(
      `Name of opening hours, or \`${ALWAYS}\`; \`{ "not": "office" }\` is open while the office is closed. A call that comes when no destination is open has the outcome \`closed\`.`,
    ),
  ),
);

const toSpans = (input: DayInput): Spans =>
  input === 'closed' ? [] : [input].flat().flatMap((text) => toSpan(text) as readonly [number, number]);

/** The dates as functions read them: each nth weekday of a month is a day a year, which knows its key. */
const toDates = (dates: Readonly<Record<string, DayInput>>, year: number): Calendar['dates'] =>
  Object.fromEntries(
    Object.entries(dates).flatMap(([key, input]) =>
      knownDays(key, year)
        .filter((day) => day === key || !Object.hasOwn(dates, day))
        .map((day) => [day, withOrigin(toSpans(input), key)]),
    ),
  );

function toCalendar({ timeZone, weekly, dates }: v.InferOutput<typeof calendar>, year: number): Calendar {
  const byWeekday = new Map(
    Object.entries(weekly).flatMap(([key, input]) =>
      (toWeekdays(key) as readonly number[]).map((weekday) => [weekday, toSpans(input)] as const),
    ),
  );
  return {
    timeZone,
    weekly: WEEKDAYS.map((_, weekday) => byWeekday.get(weekday) ?? []),
    dates: toDates(dates, year),
  };
}

/** The opening hours as functions read them, with the changes of their time zones from a year on. */
export function toCalendars(input: v.InferOutput<typeof hours>, year: number): Calendars {
  const calendars = Object.entries(input).map(([name, each]) => [name, toCalendar(each, year)] as const);
  return {
    hours: Object.fromEntries(calendars),
    timeZones: Object.fromEntries(calendars.map(([, { timeZone }]) => [timeZone, offsetsOf(timeZone, year)])),
  };
}
