import leven from 'leven';
import { isTimeZone, TIME_ZONES } from './time-zone.ts';

/**
 * Abbreviations of time zones, and names without "Standard Time", with the cities that use them: the most likely
 * first. The names are of Windows (https://github.com/unicode-org/cldr, windowsZones.xml) and of daily use.
 */
const WORDS: readonly (readonly [words: string, ...cities: string[]])[] = [
  ['est, edt, et, eastern, us eastern', 'America/New_York'],
  ['cst', 'America/Chicago', 'Asia/Shanghai', 'America/Havana'],
  ['cdt, ct, central', 'America/Chicago'],
  ['mst', 'America/Denver', 'America/Phoenix'],
  ['mdt, mt, mountain', 'America/Denver'],
  ['us mountain, arizona', 'America/Phoenix'],
  ['pst, pdt, pt, pacific', 'America/Los_Angeles'],
  ['akst, akdt, alaska, alaskan', 'America/Anchorage'],
  ['hst', 'Pacific/Honolulu', 'America/Adak'],
  ['hawaii, hawaiian', 'Pacific/Honolulu'],
  ['hdt, aleutian', 'America/Adak'],
  ['ast', 'America/Halifax', 'America/Puerto_Rico', 'Asia/Riyadh'],
  ['adt, atlantic', 'America/Halifax'],
  ['nst, ndt, newfoundland', 'America/St_Johns'],
  ['brt, e. south america', 'America/Sao_Paulo'],
  ['art, argentina', 'America/Argentina/Buenos_Aires'],
  ['gmt', 'Europe/London', 'Africa/Accra'],
  ['bst, british, uk', 'Europe/London'],
  ['wet, west', 'Europe/Lisbon'],
  ['cet, cest, met, mest, mez, mesz, central european', 'Europe/Berlin', 'Europe/Paris', 'Europe/Madrid'],
  ['w. europe', 'Europe/Berlin'],
  ['romance', 'Europe/Paris'],
  ['central europe', 'Europe/Budapest'],
  ['eet, eest, eastern european', 'Europe/Athens', 'Europe/Kyiv', 'Africa/Cairo'],
  ['msk, russian', 'Europe/Moscow'],
  ['trt', 'Europe/Istanbul'],
  ['ist', 'Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  ['india', 'Asia/Kolkata'],
  ['idt', 'Asia/Jerusalem'],
  ['gst', 'Asia/Dubai'],
  ['pkt, pakistan', 'Asia/Karachi'],
  ['china', 'Asia/Shanghai'],
  ['hkt', 'Asia/Hong_Kong'],
  ['sgt', 'Asia/Singapore'],
  ['pht, phst', 'Asia/Manila'],
  ['jst', 'Asia/Tokyo'],
  ['kst, korea', 'Asia/Seoul'],
  ['wib', 'Asia/Jakarta'],
  ['ict, se asia', 'Asia/Bangkok'],
  ['sast, south africa', 'Africa/Johannesburg'],
  ['wat, w. central africa', 'Africa/Lagos'],
  ['cat', 'Africa/Harare'],
  ['eat, e. africa', 'Africa/Nairobi'],
  ['aest', 'Australia/Sydney', 'Australia/Brisbane'],
  ['aedt, aet, aus eastern', 'Australia/Sydney'],
  ['acst', 'Australia/Adelaide', 'Australia/Darwin'],
  ['acdt, cen. australia', 'Australia/Adelaide'],
  ['awst, w. australia', 'Australia/Perth'],
  ['nzst, nzdt, new zealand', 'Pacific/Auckland'],
];

const citiesByWord = new Map(
  WORDS.flatMap(([words, ...cities]) => words.split(', ').map((word) => [word, cities])),
);

/** The cities whose time people call so, in lower case; none for other words. */
export const citiesOf = (word: string): readonly string[] => citiesByWord.get(word) ?? [];

/** Time zones in words: `"A", "B" or "C"`. */
export const orList = (zones: readonly string[]): string =>
  zones
    .map((zone) => `"${zone}"`)
    .join(', ')
    .replace(/, ([^,]*)$/, ' or $1');

const OFFSET = /^(?:(etc\/gmt)|(?:etc\/)?(?:utc|gmt|z)?) *([+\u2212-]) *(\d{1,2})(?::?(\d\d))?$/;

/** Suggests a time zone for an offset from UTC. The sign of `Etc/GMT` is the opposite one (POSIX), so that of `Etc/GMT+5` stays. */
function meantOffset([, etc, sign = '', hours = '', minutes = '00']: RegExpExecArray): string {
  const isAhead = (sign === '+') !== (etc !== undefined);
  if (Number(minutes) > 0) return '; an offset is no time zone: name a city that has it';
  if (Number(hours) === 0) return '; did you mean "UTC"?';
  const zone = `Etc/GMT${isAhead ? '-' : '+'}${Number(hours)}`;
  if (!isTimeZone(zone)) return '';
  const count = Number(hours) === 1 ? '1 hour' : `${Number(hours)} hours`;
  const side = isAhead ? 'ahead of' : 'behind';
  return `; did you mean "${zone}"? Its sign is reversed: it is ${count} ${side} UTC, all year. Where clocks change, name a city`;
}

const lettersOf = (text: string): string => [...text].sort().join('');

/** Tells whether a lower-case text differs from a name by one letter, or by the order of two. */
function isTypo(text: string, name: string): boolean {
  const other = name.toLowerCase();
  const distance = leven(text, other, { maxDistance: 3 });
  return distance < 2 || (distance === 2 && lettersOf(text) === lettersOf(other));
}

const CITY = /^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/.*?([^/]+)$/;

/** The zone of a name in another case, of a city without its continent, or with a typo. */
function meantName(words: string): string | undefined {
  const plain = words.replaceAll(' ', '_');
  return (
    TIME_ZONES.find((zone) => zone.toLowerCase() === plain) ??
    TIME_ZONES.find((zone) => CITY.exec(zone)?.[1]?.toLowerCase() === plain) ??
    TIME_ZONES.find((zone) => plain.includes('/') && !zone.startsWith('Etc/') && isTypo(plain, zone))
  );
}

/**
 * Words that name the time zones that were probably meant: by their meaning, not by letters alone, as "PST"
 * has nothing to do with "EST". None where nothing is clear.
 */
export function meantTimeZone(text: string): string {
  const plain = text.trim().toLowerCase();
  const offset = OFFSET.exec(plain);
  if (offset) return meantOffset(offset);
  const words = plain.replace(/(?: standard| daylight| summer)? time(?: \(us & canada\))?$/, '');
  const cities = citiesOf(words);
  const zones = cities.length > 0 ? cities : [meantName(words)].filter((zone) => zone !== undefined);
  return zones.length === 0 ? '' : `; did you mean ${orList(zones)}?`;
}
