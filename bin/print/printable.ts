/** Controls that move a cursor or change a terminal, and marks that turn the direction of text. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Text of strangers as it may go to a terminal: what is not printed shows as its code, so that no
 * caller's name can colour, overwrite or retype anything.
 */
export const printable = (text: string): string =>
  text.replace(UNPRINTABLE, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);

/** A field of a row, printable; `undefined` where it is absent. */
export function field(row: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = row[name];
  if (value === undefined || value === null || value === '') return undefined;
  return printable(typeof value === 'object' ? JSON.stringify(value) : String(value));
}

/** A number of things: `1 call`, `2 calls`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** A text that takes no more columns, its end cut where it must be. */
export const cut = (text: string, columns: number): string =>
  text.length <= columns ? text : `${text.slice(0, columns - 1)}…`;
