import { type Random, seeded, seedOf } from '../../bin/simulator/random.ts';
import { isOpen } from '../../functions/recovery/hours.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { changesByTemporal, isOpenByTemporal, type WrittenCalendar } from './hours-oracle.ts';

/**
 * Time zones of every kind: whole, half and quarter hours, daylight saving of an hour, half an hour and two,
 * north and south, and some whose rules have changed. Where Node's zone data are older than those of the policy,
 * a zone whose rules have changed since cannot stand here.
 */
export const TIME_ZONES = `
UTC America/New_York America/Chicago America/Los_Angeles America/Halifax America/St_Johns
America/Edmonton America/Mexico_City America/Sao_Paulo America/Santiago America/Caracas
Europe/London Europe/Dublin Europe/Berlin Europe/Moscow Europe/Istanbul Africa/Cairo
Africa/Casablanca Asia/Tehran Asia/Kolkata Asia/Kathmandu Asia/Yangon Asia/Gaza Asia/Tokyo
Australia/Sydney Australia/Adelaide Australia/Eucla Australia/Lord_Howe Pacific/Auckland
Pacific/Chatham Pacific/Apia Antarctica/Troll`
  .trim()
  .split(/\s/);

const FIRST_YEAR = 2026;
const YEARS = 10;
const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const BEGINS = Date.UTC(FIRST_YEAR, 0, 1);
const ENDS = Date.UTC(FIRST_YEAR + YEARS, 0, 1);

const WEEKS = [['mon-fri', 'sat'], ['fri-mon', 'wed'], ['mon,wed', 'thu-sun'], ['sun-mon,thu'], ['mon-sun']];

const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Spans of a day that overlap neither each other nor those of a next day alike; the last may be over midnight. */
function randomDay(random: Random): string | string[] {
  const opens = random.integer(1, 600);
  const day = `${clock(opens)}-${clock(random.integer(opens + 1, 1080))}`;
  const closes = random.pick(['00:00', '24:00', clock(random.integer(1, opens))]);
  return random.chance(0.5) ? [day, `${clock(random.integer(1080, 1439))}-${closes}`] : day;
}

const dayOrClosed = (random: Random, day: string | string[]): string | string[] =>
  random.chance(0.15) ? 'closed' : day;

const dateOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Some dates, the days of changes and those after them among them. */
function randomDates(random: Random, changes: readonly number[]): Record<string, string | string[]> {
  const near = changes.length > 0 ? changes : [BEGINS];
  const times = Array.from({ length: 12 }, () =>
    random.chance(0.4)
      ? random.pick(near as [number, ...number[]]) + random.integer(-1, 1) * DAY
      : random.integer(BEGINS / DAY, ENDS / DAY) * DAY,
  );
  return Object.fromEntries(
    times.map((time) => [
      dateOf(time).slice(random.chance(0.3) ? 5 : 0),
      dayOrClosed(random, randomDay(random)),
    ]),
  );
}

function randomCalendar(random: Random, timeZone: string, changes: readonly number[]): WrittenCalendar {
  const keys = random.pick(WEEKS as [string[], ...string[][]]);
  // One shape for the whole week, so that the night of a day ends before the next day opens.
  const day = randomDay(random);
  const weekly = Object.fromEntries(keys.map((key) => [key, dayOrClosed(random, day)]));
  return { timeZone, weekly, dates: randomDates(random, changes) };
}

/** A moment of these years: any, or within some hours of a change. */
function randomTime(random: Random, changes: readonly number[]): number {
  const time =
    changes.length > 0 && random.chance(0.4)
      ? random.pick(changes as [number, ...number[]]) + random.integer(-26 * 60, 26 * 60) * MINUTE
      : random.integer(BEGINS / MINUTE, ENDS / MINUTE - 1) * MINUTE;
  return time + random.pick([0, 0, 1, 59_999]);
}

/** What a calendar said at a moment, and what it should have said. */
export interface Difference {
  readonly calendar: WrittenCalendar;
  readonly time: string;
  readonly expected: boolean;
}

/** Asks random calendars of every time zone at random moments, as many in all, and compares with `Temporal`. */
export function compareHours({ instants, seed }: { readonly instants: number; readonly seed: number }) {
  const differences: Difference[] = [];
  const zones = TIME_ZONES.map((timeZone) => ({
    timeZone,
    changes: changesByTemporal(timeZone, FIRST_YEAR, FIRST_YEAR + YEARS - 1),
  }));
  const perCalendar = 50;
  let open = 0;
  for (let asked = 0; asked < instants; asked += perCalendar) {
    const random = seeded(seedOf(`${seed}/${asked}`));
    const { timeZone, changes } = zones[(asked / perCalendar) % zones.length] as (typeof zones)[number];
    const calendar = randomCalendar(random, timeZone, changes);
    const calendars = parsePolicy({ hours: { it: calendar } }, FIRST_YEAR);
    for (let index = 0; index < perCalendar; index += 1) {
      const epochMilliseconds = randomTime(random, changes);
      const time = new Date(epochMilliseconds).toISOString();
      const expected = isOpenByTemporal(calendar, epochMilliseconds);
      if (expected) open += 1;
      const isRight =
        isOpen('it', time, calendars) === expected && isOpen({ not: 'it' }, time, calendars) === !expected;
      if (!isRight) differences.push({ calendar, time, expected });
    }
  }
  return { differences, open };
}
