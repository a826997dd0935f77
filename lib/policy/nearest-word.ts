import { closestMatch } from 'leven';

/** Edits that a word may be away from another: one of a short word, a third of a longer one. */
const mostEdits = ({ length }: string): number => (length < 4 ? 1 : Math.max(2, Math.floor(length / 3)));

/** The nearest of the allowed words, whatever their case; `undefined` where none is near. */
export function nearestWord(found: string, allowed: readonly string[]): string | undefined {
  const words = new Map(allowed.map((word) => [word.toLowerCase(), word]));
  const near = closestMatch(found.toLowerCase(), [...words.keys()], { maxDistance: mostEdits(found) });
  return near === undefined ? undefined : words.get(near);
}

/** The end of a mistake that offers the nearest of the allowed words; nothing where none is near. */
export function didYouMean(found: unknown, allowed: readonly string[]): string {
  const near = typeof found === 'string' ? nearestWord(found, allowed) : undefined;
  return near === undefined ? '' : `; did you mean "${near}"?`;
}
