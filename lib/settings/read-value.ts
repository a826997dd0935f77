import { Token } from 'aws-cdk-lib';
import { didYouMean } from '../policy/nearest-word.ts';
import { wrong } from './wrong-value.ts';

/** Reads one setting: `-c` gives texts, `cdk.json` and another CDK app give values of any type. */
export type ReadValue<Value> = (name: string, found: unknown) => Value;

/** One of some words. */
export const oneOf =
  <Word extends string>(words: readonly Word[]): ReadValue<Word> =>
  (name, found) => {
    const word = words.find((allowed) => allowed === found);
    if (word) return word;
    throw wrong(name, `one of ${words.join(', ')}`, found, didYouMean(found, words));
  };

/** `true` or `false`. */
export const flag: ReadValue<boolean> = (name, found) => {
  if (String(found) === 'true') return true;
  if (String(found) === 'false') return false;
  throw wrong(name, 'true or false', found);
};

/** A whole number within bounds, or one of a list; `allowed` says so in words. */
export const wholeNumber =
  (isAllowed: (value: number) => boolean, allowed: string): ReadValue<number> =>
  (name, found) => {
    const value = /^\d{1,9}$/.test(String(found)) ? Number(found) : Number.NaN;
    if (isAllowed(value)) return value;
    throw wrong(name, allowed, found);
  };

/** A share of a whole: above 0, 1 at most. */
export const share: ReadValue<number> = (name, found) => {
  const value = /^\d*\.?\d+(e-\d)?$/.test(String(found)) ? Number(found) : Number.NaN;
  if (value > 0 && value <= 1) return value;
  throw wrong(name, 'a number above 0, and 1 at most', found);
};

/** A text of some form. */
export const textLike =
  (pattern: RegExp, allowed: string): ReadValue<string> =>
  (name, found) => {
    if (typeof found === 'string' && pattern.test(found) && !Token.isUnresolved(found)) return found;
    throw wrong(name, allowed, found);
  };
