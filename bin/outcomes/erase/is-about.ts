import { HIDDEN, identifiedCaller } from '../../../functions/outcomes/caller.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';

/** Whom to forget. */
export interface Person {
  /** As `from` may have them, to the letter. */
  readonly typed: string;
  /** As `identifiedCaller` writes them; absent where no index knows them. */
  readonly caller?: string | undefined;
}

/**
 * Those who made a call, or to whom it was made. A leg of a transfer is no call of its own: its `to` is where
 * somebody else's call went.
 */
export const partiesOf = ({ from, to, direction, legCallId }: StoredOutcome): string[] =>
  [from, direction === 'outbound' && legCallId === undefined ? to : undefined].filter(
    (party) => typeof party === 'string',
  );

/** Tells whether a `from` or `to` is somebody, in any spelling of their number or to the letter. */
export const isOf = ({ typed, caller }: Person, party: string): boolean =>
  party === typed || (caller !== undefined && identifiedCaller(party) === caller);

/** The word, or the user of the URI, that stands for a hidden caller: it would be everybody who hides. */
export const isHidden = (typed: string): boolean => {
  const [, user = ''] = /^(?:"[^"]*"|[^<"]*<)?\s*<?(?:sips?:|tel:)?([^@:;>]*)/i.exec(typed.trim()) ?? [];
  return HIDDEN.has(user.trim().toLowerCase());
};

/** A text with what URLs escape as it was, so that `%2B1555…` and `bob%40example.com` are found. */
const unescaped = (text: string): string =>
  text.replaceAll(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const literal = (text: string): string => text.replaceAll(/[^\w@]/g, String.raw`\$&`);

/** Digits with the marks that a written number may have between them. */
const written = (digits: string): string => [...digits].join(String.raw`[\s().-]*`);

/** The pattern that finds somebody's name in a text: the digits of a number, or user and host of a URI, and no longer ones. */
function nameOf(caller: string): RegExp {
  const bare = caller.replace(/^(?:\+|sip:)/, '');
  if (caller.startsWith('+')) return new RegExp(`(?<!\\d)${written(bare)}(?!\\d)`);
  const userAndHost = literal(bare).replace('@', '(?::[^@\\s]*)?@');
  return new RegExp(`(?<![\\w.+~-])${userAndHost}(?![\\w-]|\\.\\w)`, 'i');
}

/** Tells whether JSON names somebody. Who has no other name is meant by a whole value, there or in JSON or a query within. */
export function names({ typed, caller }: Person): (json: string) => boolean {
  const name = caller === undefined ? undefined : nameOf(caller);
  if (name) return (json) => name.test(unescaped(json));
  const value = new RegExp(`["=]${literal(typed.replaceAll('\\', ''))}["&]`);
  return (json) => value.test(unescaped(json.replaceAll('\\', '')));
}

/** Digits that a number may have in common with another by chance. */
const FEWEST_DIGITS = 7;

/**
 * Tells whether a party that is not known to be somebody may be them: it has the digits of their number, or its end
 * as it is dialled within a country or a city, or it has their user and host.
 */
export function mayBe(person: Person): (party: string) => boolean {
  const { caller } = person;
  if (!caller?.startsWith('+')) return caller === undefined ? () => false : names(person);
  return (party) =>
    (unescaped(party).match(/\d[\d\s().-]*/g) ?? [])
      .map((run) => run.replaceAll(/\D/g, '').replace(/^(?:00|011|0)/, ''))
      .some((digits) => digits.length >= FEWEST_DIGITS && caller.endsWith(digits));
}
