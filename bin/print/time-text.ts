const two = (number: number): string => String(number).padStart(2, '0');

/** The zone of this machine at a moment: `UTC`, or its distance from it, such as `+01:00`. */
export function zoneName(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

const dayOf = (moment: Date): string => `${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

/** The date of a moment: `2026-11-21`. */
export function dateOf(time: number | string): string {
  const moment = new Date(time);
  return `${moment.getFullYear()}-${dayOf(moment)}`;
}

/** Hours, minutes and seconds: `22:10:05`. */
export function clockTime(time: number | string): string {
  const moment = new Date(time);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/** Month, day and clock: `11-21 22:10:05`. */
export const dayAndTime = (time: number | string): string => `${dayOf(new Date(time))} ${clockTime(time)}`;

/** The hour of a moment: `2026-11-21 22:00`. */
export const hourOf = (time: string): string => `${dateOf(time)} ${two(new Date(time).getHours())}:00`;

/** A moment with its year and zone: `2026-11-21 22:10:05 UTC`. */
export const zonedTime = (time: number | string): string =>
  `${dateOf(time)} ${clockTime(time)} ${zoneName(new Date(time))}`;

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
