// biome-ignore-all lint/style/noRestrictedGlobals: Date calculates here, and reads no clock

import {
  type Calendar,
  DAY_MINUTES,
  type Hours,
  type Offsets,
  onClock,
  type Spans,
} from '../../functions/recovery/hours.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { citiesOf, orList } from './meant-time-zone.ts';
import type { PolicyWarning } from './mistakes.ts';

/** The dates of every year: with all of them, no weekday counts. */
const DATES_OF_A_YEAR = 366;

const isYearly = (date: string): boolean => date.length === 'mm-dd'.length;

/** The date on the clock of a time zone, at a time in milliseconds since 1970. */
const dateOn = (offsets: Offsets, now: number): string =>
  new Date(onClock(offsets, now / 60_000) * 60_000).toISOString().slice(0, 10);

/** The spans of each kind of day that is to come: of weekdays and, from today on, of dates. */
function daysToCome({ weekly, dates }: Calendar, today: string) {
  const named = Object.entries(dates).filter(([date]) => isYearly(date) || date >= today);
  const isEveryDateNamed = named.filter(([date]) => isYearly(date)).length === DATES_OF_A_YEAR;
  return { weekdays: isEveryDateNamed ? [] : weekly, dates: named.map(([, spans]) => spans) };
}

/** Tells whether a day is open from its first minute to its last, with the tail of the night before. */
function isWhole(spans: Spans, before: Spans): boolean {
  const tail = before.map((minute) => minute - DAY_MINUTES);
  const ends = [...tail, ...spans];
  const pairs = ends.flatMap((opens, index) =>
    index % 2 === 0 ? [[opens, ends[index + 1] as number] as const] : [],
  );
  let openUntil = 0;
  for (const [opens, closes] of pairs.toSorted(([one], [other]) => one - other)) {
    if (opens <= openUntil) openUntil = Math.max(openUntil, closes);
  }
  return openUntil >= DAY_MINUTES;
}

/** Tells whether no day to come has a closed minute. A date has no tail of the night before, and any day may follow it. */
function isAlwaysOpen(calendar: Calendar, today: string): boolean {
  const { weekdays, dates } = daysToCome(calendar, today);
  return (
    weekdays.every((spans, day) => isWhole(spans, weekdays.at(day - 1) as Spans)) &&
    dates.every((date) => isWhole(date, []) && weekdays.every((spans) => isWhole(spans, date)))
  );
}

const isNeverOpen = (calendar: Calendar, today: string): boolean => {
  const { weekdays, dates } = daysToCome(calendar, today);
  return [...weekdays, ...dates].every((spans) => spans.length === 0);
};

/** A zone without summer time under a name that people use for one with it: `EST`, `MST`, `HST`, `GMT`. */
function zoneWarnings(path: string, zone: string, [, offset = 0, ...changes]: Offsets): PolicyWarning[] {
  const cities = citiesOf(zone.toLowerCase());
  if (changes.length > 0 || cities.length === 0) return [];
  const text = `"${zone}" is UTC${offset < 0 ? '' : '+'}${offset / 60} all year, without summer time: name a city, such as ${orList(cities)}`;
  return [{ path: `${path}.timeZone`, text }];
}

function calendarWarnings(path: string, calendar: Calendar, today: string): PolicyWarning[] {
  if (isNeverOpen(calendar, today))
    return [
      {
        path,
        text: `never open from ${today} on: its spans are of past dates, or of days that "dates" close`,
      },
    ];
  const dates = Object.keys(calendar.dates).sort();
  const last = dates.at(-1);
  if (last === undefined || dates.some(isYearly) || last >= today) return [];
  const text = `none of these dates is to come, the last was ${last}: add new ones, or write "${last.slice(5)}" for every year`;
  return [{ path: `${path}.dates`, text }];
}

/** Opening hours that nothing names. */
function unusedHours({ hours, routes }: Policy): PolicyWarning[] {
  const named = routes.flatMap((route) => [route, ...route.destinations]);
  const used = new Set(named.map(({ hours: each }) => (typeof each === 'object' ? each.not : each)));
  return Object.keys(hours)
    .filter((name) => !used.has(name))
    .map((name) => ({ path: `hours.${name}`, text: 'neither a route nor a destination has these hours' }));
}

/**
 * Finds opening hours that are allowed and probably wrong.
 * @param now milliseconds since 1970, which decide which dates are to come, each on the clock of its hours
 */
export function hoursWarnings(policy: Policy, now: number): PolicyWarning[] {
  const { hours, timeZones, routes } = policy;
  const offsetsOf = ({ timeZone }: Calendar): Offsets => timeZones[timeZone] as Offsets;
  const all = Object.entries(hours).map(([name, calendar]) => ({
    name,
    path: `hours.${name}`,
    calendar,
    today: dateOn(offsetsOf(calendar), now),
  }));
  const always = all.filter(({ calendar, today }) => isAlwaysOpen(calendar, today)).map(({ name }) => name);
  const negated = (path: string, named: Hours | undefined): PolicyWarning[] =>
    typeof named === 'object' && always.includes(named.not)
      ? [{ path: `${path}.hours`, text: `never open: "${named.not}" is always open` }]
      : [];
  return [
    ...unusedHours(policy),
    ...all.flatMap(({ path, calendar, today }) => [
      ...zoneWarnings(path, calendar.timeZone, offsetsOf(calendar)),
      ...calendarWarnings(path, calendar, today),
    ]),
    ...routes.flatMap((route, index) => [
      ...negated(`routes[${index}]`, route.hours),
      ...route.destinations.flatMap((each, place) =>
        negated(`routes[${index}].destinations[${place}]`, each.hours),
      ),
    ]),
  ];
}
