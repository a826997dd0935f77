import { nearestWord } from '../../lib/policy/nearest-word.ts';
import { UsageError } from './usage-error.ts';

/** A question that offers the nearest of the allowed words, or nothing where none is near. */
export function didYouMean(word: string, allowed: readonly string[]): string {
  const nearest = nearestWord(word, allowed);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

/** The mistake in a word that is none of the allowed: names them all, and the nearest. */
export function unknownWord(what: string, word: string, allowed: readonly string[]): UsageError {
  const all = `${what.charAt(0).toUpperCase()}${what.slice(1)}s: ${allowed.join(', ')}.`;
  return new UsageError(`There is no ${what} "${word}".${didYouMean(word, allowed)} ${all}`);
}
