import type { Counts } from '../load/tally.ts';
import { wrap } from './bxml-lines.ts';

const LABEL = 14;

/** One row of a report: a label, and a text that is wrapped beside it. */
export const row = (label: string, text: string): string =>
  wrap(text, 96 - LABEL)
    .map((line, at) => (at === 0 ? label.padEnd(LABEL) : ' '.repeat(LABEL)) + line.trimStart())
    .join('\n');

/** Counted words, the most frequent first. */
export const counts = (words: Counts): string =>
  [...words]
    .sort((one, other) => other[1] - one[1])
    .map(([word, count]) => `${word} ${count}`)
    .join(', ') || 'none';
