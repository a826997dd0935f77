/** @param {number} number */
const two = (number) => String(number).padStart(2, '0');

/**
 * Hours, minutes and seconds of this machine's zone.
 * @param {number} epochMilliseconds
 */
export function clock(epochMilliseconds) {
  const time = new Date(epochMilliseconds);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** The zone of the clock, such as `UTC` or `GMT+1`. */
export const zone = () =>
  new Intl.DateTimeFormat('en', { timeZoneName: 'short' })
    .formatToParts()
    .find(({ type }) => type === 'timeZoneName')?.value ?? '';

/**
 * A distance in time: `+2.0 s`, `+1 min 5 s`.
 * @param {number} milliseconds
 */
export function gap(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `+${seconds.toFixed(1)} s`;
  return `+${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
