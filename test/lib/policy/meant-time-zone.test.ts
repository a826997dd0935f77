import fc from 'fast-check';
import moment from 'moment-timezone';
import { describe, expect, it } from 'vitest';
import { citiesOf, meantTimeZone } from '../../../lib/policy/meant-time-zone.ts';
import { isTimeZone, TIME_ZONES } from '../../../lib/policy/time-zone.ts';

describe('the time zone that was meant', () => {
  it.each<[string, string]>([
    ['PST', '"America/Los_Angeles"'],
    ['pdt', '"America/Los_Angeles"'],
    ['est', '"America/New_York"'],
    ['ET', '"America/New_York"'],
    ['IST', '"Asia/Kolkata", "Europe/Dublin" or "Asia/Jerusalem"'],
    ['BST', '"Europe/London"'],
    ['CST', '"America/Chicago", "Asia/Shanghai" or "America/Havana"'],
    ['cet', '"Europe/Berlin", "Europe/Paris" or "Europe/Madrid"'],
    ['CEST', '"Europe/Berlin", "Europe/Paris" or "Europe/Madrid"'],
    ['AEST', '"Australia/Sydney" or "Australia/Brisbane"'],
    ['Eastern Standard Time', '"America/New_York"'],
    ['Pacific Time (US & Canada)', '"America/Los_Angeles"'],
    ['W. Europe Standard Time', '"Europe/Berlin"'],
    ['GMT Standard Time', '"Europe/London" or "Africa/Accra"'],
    ['British Summer Time', '"Europe/London"'],
    ['Tokyo Standard Time', '"Asia/Tokyo"'],
    ['europe/berlin', '"Europe/Berlin"'],
    ['utc', '"UTC"'],
    ['New York', '"America/New_York"'],
    [' Tokyo', '"Asia/Tokyo"'],
    ['Buenos Aires', '"America/Argentina/Buenos_Aires"'],
    ['America/New York', '"America/New_York"'],
    ['America/NewYork', '"America/New_York"'],
    ['Amercia/New_York', '"America/New_York"'],
    ['Europe/Berln', '"Europe/Berlin"'],
    ['Europe/Berlinn', '"Europe/Berlin"'],
    ['Europe/Pairs', '"Europe/Paris"'],
    ['US/Easterm', '"US/Eastern"'],
  ])('by %s is %s', (text, zones) => expect(meantTimeZone(text)).toBe(`; did you mean ${zones}?`));

  it.each([
    ['UTC-5', 'Etc/GMT+5', '5 hours behind'],
    ['GMT+1', 'Etc/GMT-1', '1 hour ahead of'],
    ['+01:00', 'Etc/GMT-1', '1 hour ahead of'],
    ['-0500', 'Etc/GMT+5', '5 hours behind'],
    ['UTC +2', 'Etc/GMT-2', '2 hours ahead of'],
    ['UTC\u22128', 'Etc/GMT+8', '8 hours behind'],
    ['Etc/UTC+1', 'Etc/GMT-1', '1 hour ahead of'],
    ['etc/gmt+5', 'Etc/GMT+5', '5 hours behind'],
    ['Etc/GMT-01', 'Etc/GMT-1', '1 hour ahead of'],
  ])('by %s is %s', (text, zone, side) => {
    expect(meantTimeZone(text)).toBe(
      `; did you mean "${zone}"? Its sign is reversed: it is ${side} UTC, all year. Where clocks change, name a city`,
    );
  });

  it.each([
    ['+00:00', '; did you mean "UTC"?'],
    ['UTC-0', '; did you mean "UTC"?'],
    ['UTC+05:30', '; an offset is no time zone: name a city that has it'],
  ])('by %s is told: %s', (text, told) => expect(meantTimeZone(text)).toBe(told));

  it.each([
    'XST',
    'Middle of nowhere',
    'Local',
    'East',
    'West Side',
    'UTC+15',
    'Etc/GMT+15',
    'Mars/Phobos',
    'Asia/Mumbai',
    'Asia/Delhi',
    'Asia/Beijing',
    'Europe/Bern',
    '',
  ])('by %j is none', (text) => expect(meantTimeZone(text)).toBe(''));

  it('by an offset is one whose clock has it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -12, max: 14 }), (hours) => {
        const offset = `UTC${hours < 0 ? '' : '+'}${hours}`;
        const [, zone = ''] = /mean "(.*?)"/.exec(meantTimeZone(offset)) ?? [];
        expect(moment.tz.zone(zone)?.utcOffset(0)).toBe(hours === 0 ? 0 : -60 * hours);
      }),
    );
  });

  it('is one that there is, whatever the text', () => {
    const word = fc.oneof(fc.string(), fc.stringMatching(/^[A-Z]{2,5}$/), fc.constantFrom(...TIME_ZONES));
    fc.assert(
      fc.property(word, (text) => {
        const [told] = meantTimeZone(text).split('? Its sign');
        for (const [, zone = ''] of `${told}`.matchAll(/"(.*?)"/g)) expect(isTimeZone(zone), zone).toBe(true);
      }),
    );
  });
});

/** The abbreviations that time zones have in a year, by zone. */
const ABBREVIATIONS = new Map(
  TIME_ZONES.map((name) => {
    const zone = moment.tz.zone(name) as moment.MomentZone;
    return [name, [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((time) => zone.abbr(time))] as const;
  }),
);

it('an abbreviation that time zones have is answered with cities that use it', () => {
  const all = [...new Set([...ABBREVIATIONS.values()].flat())].filter((each) => /^[A-Z]{3,4}$/.test(each));
  const unknown = all.filter((each) => citiesOf(each.toLowerCase()).length === 0);
  // UTC is a zone; the others are of islands and of the east of Indonesia.
  expect(unknown.sort()).toEqual(['SST', 'UTC', 'WIT', 'WITA']);
  for (const each of all)
    for (const city of citiesOf(each.toLowerCase())) {
      const own = ABBREVIATIONS.get(city);
      // Where a zone has numbers for abbreviations, people may use this one.
      if (own?.every((text) => /^[A-Z]/.test(text)) !== false) expect(own, `${each} ${city}`).toContain(each);
    }
});
