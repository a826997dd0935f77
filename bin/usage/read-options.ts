import { InvalidArgumentError } from 'commander';
import { UsageError } from './usage-error.ts';

/** @throws {UsageError} for an option whose text is blank, as of a variable of the shell that is not set */
export function refuseBlank(values: object): void {
  for (const [name, value] of Object.entries(values))
    if (typeof value === 'string' && value.trim() === '')
      throw new UsageError(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} is blank.`);
}

/** A whole number in ASCII digits, within bounds. */
function wholeNumberOf(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/**
 * Reads the value of an option that is a whole number, within bounds that are both included.
 * @throws {InvalidArgumentError} for everything else; commander puts the name of the option before it
 */
export const wholeNumber =
  (least: number, most = 999_999_999) =>
  (text: string): number => {
    const number = wholeNumberOf(text, least, most);
    if (number !== undefined) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };

/** @throws {UsageError} for a variable `PORT` that is no port */
export function readPort(text: string): number {
  const port = wholeNumberOf(text, 0, 65_535);
  if (port !== undefined) return port;
  throw new UsageError(`PORT must be a number from 0 to 65535, not "${text}". Try: PORT=3000`);
}

/** Invisible characters: marks of direction, zero width, variation of an emoji. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}/gu;

/** A text that was pasted from a page or a chat, without invisible characters and the blanks around it. */
export const pasted = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
