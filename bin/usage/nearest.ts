import { nearestWord } from '../../lib/policy/nearest-word.ts';

/** A question that offers the nearest of the allowed words, or nothing where none is near. */
export function didYouMean(word: string, allowed: readonly string[]): string {
  const nearest = nearestWord(word, allowed);
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}
