import type { Call, Pressing } from '../simulator/call.ts';
import { unknownWord } from '../usage/nearest.ts';

const KEYS = [...'0123456789*#'];

const WORDS: Readonly<Record<string, Pressing>> = {
  wrong: 'wrong key',
  nothing: 'nothing',
  hangup: 'hangs up',
  ...Object.fromEntries(KEYS.map((key) => [key, `key ${key}`])),
};

/**
 * Reads what a caller does in the first, second, … menu: `2,nothing,hangup`; the last stays.
 * @throws {UsageError} for another word, with the nearest
 */
export function readPresses(text: string | undefined): Call['presses'] {
  const words = text?.split(',').map((word) => word.trim());
  const presses = words?.map((word) => {
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    throw unknownWord('key', word, Object.keys(WORDS));
  });
  return presses && ((time) => presses[Math.min(time, presses.length) - 1] ?? 'as told');
}
