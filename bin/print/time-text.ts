const two = (number: number): string => String(number).padStart(2, '0');

/** The zone of this machine at a moment: `UTC`, or its distance from it, such as `+01:00`. */
export function zoneName(moment: Date): string {
  const minutes = -moment.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const distance = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

const dayOf = (moment: Date): string => `${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

/** Hours, minutes and seconds: `22:10:05`. */
export function clockTime(time: number | string): string {
  const moment = new Date(time);
  return `${two(moment.getHours())}:${two(moment.getMinutes())}:${two(moment.getSeconds())}`;
}

/** Month, day and clock: `11-21 22:10:05`. */
export const dayAndTime = (time: number | string): string => `${dayOf(new Date(time))} ${clockTime(time)}`;

/** The hour of a moment: `2026-11-21 22:00`. */
export function hourOf(time: string): string {
  const moment = new Date(time);
  return `${moment.getFullYear()}-${dayOf(moment)} ${two(moment.getHours())}:00`;
}

/** A moment that nobody can misread: `2026-11-21 22:10:05 UTC`. */
export function zonedTime(time: number | string): string {
  const moment = new Date(time);
  return `${moment.getFullYear()}-${dayAndTime(time)} ${zoneName(moment)}`;
}

/** A length of time: `0.4 s`, `33 s`, `2 min 5 s`, `1 h 3 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (Math.abs(seconds) < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
