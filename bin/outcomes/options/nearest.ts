import { closestMatch } from 'leven';

/** A question that offers the nearest of the allowed words, or nothing where none is near. */
export function didYouMean(word: string, allowed: readonly string[]): string {
  const maxDistance = Math.max(2, Math.floor(word.length / 2));
  const nearest = closestMatch(word.toLowerCase(), allowed, { maxDistance });
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}
