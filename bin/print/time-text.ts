/** Formats by time zone: one takes some 30 KB, and longer to make than to use. */
const formats = new Map<string, Intl.DateTimeFormat>();

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('sv', { dateStyle: 'short', timeStyle: 'medium', timeZone });
  formats.set(timeZone, format);
  return format;
}

/** Date and clock in a time zone, or in that of this machine: `2026-11-21 22:10:05`, as Swedes write it. */
export const local = (time: number | string, timeZone?: string): string =>
  timeZone === undefined ? new Date(time).toLocaleString('sv') : formatIn(timeZone).format(new Date(time));

/** The time zone at a moment: `UTC`, or its distance from it, such as `+01:00`. */
function zoneAt(time: number | string, timeZone?: string): string {
  const options = { timeZoneName: 'longOffset', ...(timeZone && { timeZone }) } as const;
  const [, distance = ''] = new Date(time).toLocaleString('en', options).split('GMT');
  return /[1-9]/.test(distance) ? distance : 'UTC';
}

/** The date of a moment: `2026-11-21`. */
export const dateOf = (time: number | string, timeZone?: string): string =>
  local(time, timeZone).slice(0, -9);

/** Hours, minutes and seconds: `22:10:05`. */
export const clockTime = (time: number | string): string => local(time).slice(-8);

/** Month, day and clock: `11-21 22:10:05`. */
export const dayAndTime = (time: number | string): string => local(time).slice(-14);

/** The hour of a moment: `2026-11-21 22:00`. */
export const hourOf = (time: string): string => `${local(time).slice(0, -5)}00`;

/** A moment with its year and zone: `2026-11-21 22:10:05 UTC`. */
export const zonedTime = (time: number | string, timeZone?: string): string =>
  `${local(time, timeZone)} ${zoneAt(time, timeZone)}`;

/** A length of time in at most 11 characters: `0.4 s`, `33 s`, `2 min 5 s`, `1 h 3 min`, `2 d 4 h`, `2465 d`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (Math.abs(seconds) < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const hours = Math.floor(whole / 3600);
  if (hours < 24) return `${hours} h ${Math.floor((whole % 3600) / 60)} min`;
  const days = Math.floor(hours / 24);
  return days < 100 ? `${days} d ${hours % 24} h` : `${days} d`;
}
