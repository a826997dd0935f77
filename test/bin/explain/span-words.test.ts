import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../../../bin/explain/hours-words.ts';
import { cityOf, DAYS, openMinutes, spanWords } from '../../../bin/explain/span-words.ts';
import { policyWeek } from '../../../bin/explain/week.ts';
import { type Hours, isOpen, type Offsets } from '../../../functions/recovery/hours.ts';
import { PolicyError, parsePolicy } from '../../../lib/policy/parse.ts';

/** The words for the hours of one destination, in the week of a date. */
function words(office: object, hours: Hours, date: string) {
  const routes = [{ name: 'r', destinations: ['sip:a@x.example'], hours }];
  const policy = parsePolicy({ hours: { office }, routes }, 2026);
  const [week] = policyWeek(policy, date);
  const zone = week?.timeZone ?? '';
  const minutes = openMinutes(week?.rows[0]?.open ?? [], policy.timeZones[zone] as Offsets);
  const begins = Date.parse(String(week?.monday)) / 60_000;
  return { policy, begins, text: spanWords(minutes, begins, zone, calendarOf(policy, hours)) };
}

describe('the spans of a week', () => {
  const office = {
    timeZone: 'America/New_York',
    weekly: { 'mon-fri': ['08:30-12:00', '13:00-16:30'] },
    dates: { '4th thu nov': 'closed', '12-24': '08:30-12:01' },
  };

  it.each<[string, Hours, string]>([
    [
      '2026-11-25',
      'office',
      'Mon–Wed 08:30–12:00, 13:00–16:30; Fri 08:30–12:00, 13:00–16:30 (New York); Thu 26 Nov closed ("4th thu nov")',
    ],
    ['2026-11-18', 'office', 'Mon–Fri 08:30–12:00, 13:00–16:30 (New York)'],
    [
      '2026-12-21',
      { not: 'office' },
      'Mon–Wed 00:00–08:30, 12:00–13:00, 16:30–24:00; Fri 00:00–08:30, 12:00–13:00, 16:30–24:00; Sat–Sun 00:00–24:00 (New York); Thu 24 Dec 00:00–08:30, 12:01–24:00 ("12-24")',
    ],
  ])('of %s, %j', (date, hours, expected) => expect(words(office, hours, date).text).toBe(expected));

  it('says that it is closed all week', () => {
    const once = { timeZone: 'UTC', dates: { '2026-12-24': '00:00-00:01' } };
    expect(words(once, 'office', '2026-11-18').text).toBe('closed (UTC)');
  });

  it('names the city of a zone', () => {
    const zones = ['America/Argentina/Buenos_Aires', 'UTC', 'Europe/Berlin'];
    expect(zones.map(cityOf)).toEqual(['Buenos Aires', 'UTC', 'Berlin']);
  });

  /** The minutes of the week that the words say, from Monday 00:00. */
  function said(text: string): Set<number> {
    const minutes = new Set<number>();
    for (const [, first = '', last = first, spans = ''] of text.matchAll(
      /(?:^|; )(\w{3})(?:–(\w{3}))?(?: \d+ \w{3})? ([\d:–, ]+)/g,
    ))
      for (let day = DAYS.indexOf(first); day <= DAYS.indexOf(last); day += 1)
        for (const [, hour, minute, toHour, toMinute] of spans.matchAll(/(\d\d):(\d\d)–(\d\d):(\d\d)/g))
          for (
            let at = Number(hour) * 60 + Number(minute);
            at < Number(toHour) * 60 + Number(toMinute);
            at += 1
          )
            minutes.add(day * 1440 + at);
    return minutes;
  }

  it('are, to the minute, when calls are taken', () => {
    const time = fc.nat({ max: 1439 }).map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16));
    const span = fc
      .tuple(time, time)
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => `${from}-${to}`);
    const day = fc.oneof(span, fc.constantFrom('closed', '00:00-24:00'));
    const days = fc.dictionary(fc.constantFrom('mon', 'wed', 'thu', 'sun'), day, { maxKeys: 3 });
    const calendar = fc
      .record({
        timeZone: fc.constantFrom('Asia/Kathmandu', 'UTC', 'America/New_York'),
        weekly: days,
        dates: fc.dictionary(fc.constantFrom('2026-06-16', '06-18', '3rd fri jun', '06-21'), day),
      })
      .filter(({ weekly, dates }) =>
        [...Object.values(weekly), ...Object.values(dates)].some((each) => each !== 'closed'),
      );
    fc.assert(
      fc.property(calendar, fc.constantFrom<Hours>('office', { not: 'office' }), (office, hours) => {
        let made: ReturnType<typeof words>;
        try {
          made = words(office, hours, '2026-06-17');
        } catch (error) {
          // Spans over midnight may overlap those of the next day.
          if (error instanceof PolicyError) return fc.pre(false);
          throw error;
        }
        const { policy, begins, text } = made;
        const offset = (policy.timeZones[office.timeZone] as Offsets).reduce((found, each, index, all) =>
          index % 2 === 1 && (all[index - 1] as number) <= begins ? each : found,
        );
        const open = Array.from({ length: 7 * 1440 }, (_, minute) => minute).filter((minute) =>
          isOpen(hours, new Date((begins + minute - offset) * 60_000).toISOString(), policy),
        );
        expect([...said(text)].sort((one, other) => one - other)).toEqual(open);
      }),
      { numRuns: 60 },
    );
  });
});
