/** The time zone of this machine, in which every time of the page is. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** @param {Intl.DateTimeFormatOptions} options */
const format = (options) => new Intl.DateTimeFormat('en-GB', options);

const CLOCK = format({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = format({ day: 'numeric', month: 'short' });
const WHOLE = format({ dateStyle: 'medium', timeStyle: 'medium' });

/** Hours, minutes and seconds. @param {number} epochMilliseconds */
export const clock = (epochMilliseconds) => CLOCK.format(epochMilliseconds);

/** The date: `30 Nov`. @param {number} epochMilliseconds */
export const day = (epochMilliseconds) => DAY.format(epochMilliseconds);

/** Date and time with the zone: `30 Nov 2026, 23:30:44 (Europe/Berlin)`. @param {number} epochMilliseconds */
export const wholeTime = (epochMilliseconds) => `${WHOLE.format(epochMilliseconds)} (${ZONE})`;

/** A distance in time: `+2.0 s`, `+1 min 5 s`. @param {number} milliseconds */
export function gap(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `+${seconds.toFixed(1)} s`;
  return `+${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
