import type { StoredOutcome } from '../reader/stored-outcome.ts';

/** Names each target of a destination in a word: the user of a SIP URI, a number as it is. */
export const targetNames = (destination: string): string[] =>
  destination
    .split(',')
    .map((target) => /^sips?:([^@;]+)(?:@|$|;)/i.exec(target)?.[1] ?? target.replace(/^sips?:@?/i, ''));

/** Tells a row about a destination as somebody types it: as it is stored, one of targets that ring together, or a name. */
export function isAbout({ destination }: StoredOutcome, typed: string): boolean {
  if (typeof destination !== 'string') return false;
  const spellings = [destination, ...destination.split(','), ...targetNames(destination)];
  return spellings.some((each) => each.toLowerCase() === typed.trim().toLowerCase());
}
