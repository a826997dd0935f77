import { stringify } from 'csv-stringify/sync';

/** The characters that begin a formula in a spreadsheet (OWASP, CSV injection), full-width forms made plain. */
const FORMULA = /^[=+\-@\u2212]/;

/** Where a field may be split: spreadsheets of some countries split at semicolons, some imports at more. */
const BEFORE_SEPARATORS = /(?=[;,\t\r\n])/;

/** A part of a field: its separator, what readers pass over, and what it says. */
const PART = /^([;,\t\r\n]?)([\s\p{C}"]*)(.*)$/su;

/** A phone number: digits compute nothing. */
const PHONE_NUMBER = /^\+\d{2,15}$/;

/** Puts an apostrophe before a part that could be a formula, so that it is text. */
function withoutFormula(part: string): string {
  const [, separator = '', skipped = '', words = ''] = PART.exec(part) ?? [];
  const isFormula = FORMULA.test(words.normalize('NFKC')) && !PHONE_NUMBER.test(words);
  return isFormula ? `${separator}'${skipped}${words}` : part;
}

/** A text of which no part is a formula, and which does not begin with what some readers drop. */
function withoutFormulas(text: string): string {
  const parts = text.split(BEFORE_SEPARATORS).map(withoutFormula).join('');
  return /^[\t\r\n]/.test(parts) ? `'${parts}` : parts;
}

/**
 * A line of CSV (RFC 4180), its end included. Callers choose much of what we store, so what a spreadsheet
 * could take for a formula, also behind a semicolon, gets an apostrophe before it; a plain phone number,
 * which also begins with +, stays exact. `escape_formulas` of csv-stringify does neither.
 */
export const csvLine = (values: readonly unknown[]): string =>
  stringify([values], {
    record_delimiter: '\r\n',
    quoted_match: /[;\t\r\n]|^\s|\s$/,
    cast: {
      boolean: String,
      string: withoutFormulas,
      object: (value) => withoutFormulas(JSON.stringify(value)),
    },
  });
