/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** One phone number, or several as one destination: digits compute nothing. */
const PHONE_NUMBERS = /^\+\d{2,15}(?:,\+\d{2,15})*$/;

/**
 * A value as a CSV field (RFC 4180). Callers choose much of what we store, so a text that a
 * spreadsheet could take for a formula gets an apostrophe before it; a plain phone number, which
 * also begins with +, stays exact. Numbers stay numbers.
 */
export function csvField(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = FORMULA.test(text) && !PHONE_NUMBERS.test(text) ? `'${text}` : text;
  return /[",\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A line of CSV, its end included. */
export const csvLine = (values: readonly unknown[]): string => `${values.map(csvField).join(',')}\r\n`;
