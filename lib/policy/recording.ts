import * as v from 'valibot';
import { wholeNumber } from './building-blocks.ts';

/** Longest message, and longest silence in one, in seconds (https://dev.bandwidth.com/docs/voice/bxml/record/). */
const MOST_SECONDS = 10_800;

const DIGITS = 'keys of a telephone, each once: 0 to 9, * and #';

/** How a message is recorded: limits and defaults are those of `<Record>`. */
export const recording = {
  maxSeconds: v.exactOptional(
    v.pipe(
      wholeNumber(1, MOST_SECONDS),
      v.metadata({ description: 'Seconds that a message takes at most: from 1 to 10800.', default: 60 }),
    ),
  ),
  silenceSeconds: v.exactOptional(
    v.pipe(
      wholeNumber(0, MOST_SECONDS),
      v.metadata({
        description: 'Seconds of silence that end a message: from 0 to 10800. With 0, no silence ends it.',
        default: 0,
      }),
    ),
  ),
  terminatingDigits: v.exactOptional(
    v.pipe(
      v.string(DIGITS),
      v.regex(/^(?:([0-9*#])(?!.*\1))*$/, DIGITS),
      v.metadata({
        description:
          'Keys that end a message, each of "0" to "9", "*" and "#" at most once. An empty text is none.',
        default: '#',
      }),
    ),
  ),
};
