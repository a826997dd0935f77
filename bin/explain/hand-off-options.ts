import { InvalidArgumentError } from 'commander';
import { parseDestination } from '../../functions/recovery/read-destination.ts';

/** Reads a count as our URLs have it. */
export const readCount =
  (least: number) =>
  (text: string): string => {
    if (/^\d{1,6}$/.test(text) && Number(text) >= least) return text;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to 999999.`);
  };

/** Reads a destination as our URLs have it. */
export function readDestination(text: string): string {
  if (parseDestination(text)) return text;
  throw new InvalidArgumentError(
    'It must be a sip: URI, an E.164 number such as +15551234567, or up to 8 of them separated by commas.',
  );
}
