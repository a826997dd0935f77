import { closestMatch } from 'leven';

/** Edits that a word may be away from another: one of a short word, a third of a longer one. */
const mostEdits = ({ length }: string): number => (length < 4 ? 1 : Math.max(2, Math.floor(length / 3)));

/** A question that offers the nearest of the allowed words, or nothing where none is near. */
export function didYouMean(word: string, allowed: readonly string[]): string {
  const nearest = closestMatch(word.toLowerCase(), allowed, { maxDistance: mostEdits(word) });
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}
