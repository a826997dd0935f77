import { UsageError } from './usage-error.ts';

/** @throws {UsageError} for an option whose text is blank, as of a variable of the shell that is not set */
export function refuseBlank(values: object): void {
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && value.trim() === '')
      throw new UsageError(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is blank.`);
}

/**
 * Reads the value of an option that is a whole number.
 * @throws {UsageError} for everything else
 */
export function readWholeNumber(option: string, text: string, least: number): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  throw new UsageError(`--${option} must be a whole number from ${least}, not "${text}".`);
}

/** Invisible characters: marks of direction, zero width, variation of an emoji. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}/gu;

/** A text that was pasted from a page or a chat, without invisible characters and the blanks around it. */
export const pasted = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
