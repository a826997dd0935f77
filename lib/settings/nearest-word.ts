import { closestMatch } from 'leven';

/** A question that offers the nearest of the allowed words, whatever their case; nothing where a third of it differs. */
export function didYouMean(found: unknown, allowed: readonly string[]): string {
  if (typeof found !== 'string') return '';
  const words = new Map(allowed.map((word) => [word.toLowerCase(), word]));
  const maxDistance = Math.max(2, Math.floor(found.length / 3));
  const near = closestMatch(found.toLowerCase(), [...words.keys()], { maxDistance });
  return near === undefined ? '' : `; did you mean "${words.get(near)}"?`;
}
