import { isReadable, MAX_ENCODED_DESTINATION_LENGTH } from './bounds.ts';
import { type Destination, E164, encodedLength, isTarget, MAX_TARGETS, type Targets } from './destination.ts';

/** The URI inside angle brackets, with or without a name before them (RFC 3261 §20.10, `name-addr`). */
const NAME_ADDRESS = /^(?:"[^"]*"\s*|[^<>"]*)<([^<>]*)>$/;

/** Marks that a written number may have between its digits (RFC 3966 §5.1.1); `(0)` is a digit not to be dialled. */
export const withoutSeparators = (number: string): string =>
  number.includes('(0)') ? number : number.replace(/[\s().-]/g, '');

/** The URI of a text that has it in angle brackets, else the text; without blanks around it. */
export function bareAddress(text: string): string {
  const bare = text.trim();
  return NAME_ADDRESS.exec(bare)?.[1]?.trim() ?? bare;
}

/** Reads a target however it was written, as long as nothing has to be guessed. */
function readTarget(text: string, readUri = (uri: string): string => uri): string | undefined {
  if (!isReadable(text)) return undefined;
  const address = bareAddress(text);
  if (/^sip:/i.test(address)) {
    const uri = readUri(address.replace(/^sip:/i, 'sip:'));
    return isTarget(uri) ? uri : undefined;
  }
  const number = withoutSeparators(address.replace(/^tel:/i, ''));
  return E164.test(number) ? number : undefined;
}

/** A `+` in a URL that was not escaped arrived as a blank: here at the head of a number. */
const restorePlus = (text: string): string => text.replace(/^(<?(?:tel:)?) +(?=[1-9])/i, '$1+');

/** In a `sip:` URI no blank can stand: each was a `+`. */
const restorePluses = (uri: string): string => uri.replaceAll(' ', '+');

/**
 * Reads the targets of a URL: what we wrote, or what a user put into their own.
 * Hostile input: anything that is not 1 to 8 targets, or takes more than a callback URL holds, is `undefined`.
 */
export function parseDestination(text: string | undefined): Destination | undefined {
  if (!text || text.length > MAX_ENCODED_DESTINATION_LENGTH) return undefined;
  const texts = text.split(',');
  if (texts.length > MAX_TARGETS) return undefined;
  const targets = texts.map((target) => readTarget(restorePlus(target), restorePluses));
  if (!targets.every((target) => target !== undefined)) return undefined;
  const destination = { targets: targets as readonly string[] as Targets };
  return encodedLength(destination) <= MAX_ENCODED_DESTINATION_LENGTH ? destination : undefined;
}

/** A number that lost its `+`: shorter runs of digits may be extensions. */
const DIGITS = /^(?:tel:)?([1-9]\d{6,14})$/i;

/** Reads the `transferTo` of an event: one target, as Bandwidth rang it. */
export function readTransferTo(transferTo: string): Destination | undefined {
  if (!isReadable(transferTo)) return undefined;
  const target = readTarget(transferTo.trim().replace(DIGITS, '+$1'));
  return target === undefined ? undefined : { targets: [target] };
}
