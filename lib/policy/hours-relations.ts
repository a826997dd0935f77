import { ALWAYS, DAY_MINUTES } from '../../functions/recovery/hours.ts';
import { allowedWords } from './building-blocks.ts';
import { dayIn, hasYear, knownYears, mistakeInDate } from './dates.ts';
import { type PolicyMistake, show } from './mistakes.ts';
import { at, each, entries, mistake, oneOrEach, type Place, textOf } from './place.ts';
import { toSpan, toWeekdays, WEEKDAYS } from './spans.ts';

/** A span of the file, in minutes of a day or week. */
interface PlacedSpan extends Place {
  readonly opens: number;
  readonly closes: number;
}

const WEEK_MINUTES = 7 * DAY_MINUTES;

const spansOf = (day: Place, from: number): PlacedSpan[] =>
  oneOrEach(day).flatMap((place) => {
    const span = toSpan(textOf(place) ?? '');
    return span ? [{ ...place, opens: from + span[0], closes: from + span[1] }] : [];
  });

/** Each span that begins before an earlier one has ended, once. */
function overlapMistakes(spans: readonly PlacedSpan[]): PolicyMistake[] {
  const sorted = spans.toSorted((one, other) => one.opens - other.opens);
  const found = new Map<string, PolicyMistake>();
  let open: PlacedSpan | undefined;
  for (const span of sorted) {
    if (open && span.opens < open.closes && !found.has(span.path)) {
      const overlap = `${show(span.value)}, which overlaps ${show(open.value)}`;
      found.set(span.path, { path: span.path, expected: 'spans that do not overlap', found: overlap });
    }
    if (!open || span.closes > open.closes) open = span;
  }
  return [...found.values()];
}

const DAYS = `days such as "mon", "mon-fri" or "mon,wed", of ${WEEKDAYS.join(' ')}`;

function weeklyMistakes(weekly: Place): PolicyMistake[] {
  const keys = new Map<number, string>();
  const mistakes: PolicyMistake[] = [];
  const spans: PlacedSpan[] = [];
  for (const [key, day] of entries(weekly)) {
    const weekdays = toWeekdays(key);
    if (!weekdays) mistakes.push(mistake(DAYS)({ path: day.path, value: key }));
    const again = weekdays?.find((weekday, index) => keys.has(weekday) || weekdays.indexOf(weekday) < index);
    if (again !== undefined) {
      const found = `"${WEEKDAYS[again]}", which is in ${show(keys.get(again) ?? key)}, too`;
      mistakes.push({ path: day.path, expected: 'each weekday in one key only', found });
      continue;
    }
    for (const weekday of weekdays ?? []) {
      keys.set(weekday, key);
      spans.push(...spansOf(day, weekday * DAY_MINUTES));
    }
  }
  // Once more a week later: the night to Monday begins on Sunday.
  const later = spans.map((span) => ({
    ...span,
    opens: span.opens + WEEK_MINUTES,
    closes: span.closes + WEEK_MINUTES,
  }));
  return [...mistakes, ...overlapMistakes([...spans, ...later])];
}

const toldOf = (day: Place): string =>
  JSON.stringify(
    spansOf(day, 0)
      .map(({ opens, closes }) => [opens, closes])
      .sort(),
  );

/** The dates without a year that fall on a day of an earlier one, say something else, and are not decided by that day's own date. */
function dayMistakes(dates: Place, year: number): PolicyMistake[] {
  const yearly = entries(dates).filter(([key]) => mistakeInDate(key) === undefined && !hasYear(key));
  const found = new Map<string, PolicyMistake>();
  for (const each of knownYears(year).filter((known) => known >= year)) {
    const earlier = new Map<string, readonly [key: string, told: string]>();
    for (const [key, place] of yearly) {
      const day = dayIn(key, each);
      if (day === undefined || at(dates, day).value !== undefined) continue;
      const [other = key, told = toldOf(place)] = earlier.get(day) ?? [];
      earlier.set(day, [other, told]);
      if (told === toldOf(place) || found.has(place.path)) continue;
      const expected = `what "${other}" says, as both fall on ${day}; "${day}" would decide`;
      found.set(place.path, mistake(expected)(place));
    }
  }
  return [...found.values()];
}

const dateMistakes = (dates: Place, year: number): PolicyMistake[] => [
  ...entries(dates).flatMap(([key, day]) => {
    const expected = mistakeInDate(key);
    const own = expected === undefined ? [] : [mistake(expected)({ path: day.path, value: key })];
    return [...own, ...overlapMistakes(spansOf(day, 0))];
  }),
  ...dayMistakes(dates, year),
];

const NAME = 'a name of 1 to 64 letters, digits, "_" and "-" that begins with a letter';

/** Names that valibot leaves out of a record, as objects have them already. */
const NO_NAMES = ['constructor', 'prototype'];

function nameMistakes(name: string, path: string): PolicyMistake[] {
  const place: Place = { path, value: name };
  if (name === ALWAYS) return [mistake(`another name: "${ALWAYS}" is built in`)(place)];
  return /^[A-Za-z][\w-]{0,63}$/.test(name) && !NO_NAMES.includes(name) ? [] : [mistake(NAME)(place)];
}

/** A reference to opening hours that there are not. */
function referenceMistakes(reference: Place, names: readonly string[]): PolicyMistake[] {
  const negated = at(reference, 'not');
  const isNegated = negated.value !== undefined;
  const place = isNegated ? negated : reference;
  const name = textOf(place);
  const known = isNegated ? names : [...names, ALWAYS];
  if (name === undefined || known.includes(name)) return [];
  if (isNegated && name === ALWAYS)
    return [mistake(`hours that close: what is not "${ALWAYS}" is never open`)(place)];
  const expected =
    known.length > 0 ? allowedWords(known, name) : 'a name of "hours", of which there are none';
  return [mistake(expected)(place)];
}

/** The mistakes in opening hours and in what names them, that several values of the file show together. */
export function hoursMistakes(policy: Place, year: number): PolicyMistake[] {
  const calendars = entries(at(policy, 'hours'));
  const names = calendars.map(([name]) => name).filter((name) => name !== ALWAYS);
  const references = each(at(policy, 'routes')).flatMap((route) => [
    at(route, 'hours'),
    ...each(at(route, 'destinations')).map((destination) => at(destination, 'hours')),
  ]);
  return [
    ...calendars.flatMap(([name, calendar]) => [
      ...nameMistakes(name, calendar.path),
      ...weeklyMistakes(at(calendar, 'weekly')),
      ...dateMistakes(at(calendar, 'dates'), year),
    ]),
    ...references.flatMap((reference) => referenceMistakes(reference, names)),
  ];
}
