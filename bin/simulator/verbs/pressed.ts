import type { Element } from '../bxml/element.ts';
import type { Pressing } from '../call.ts';
import { type PromptVerb, promptSeconds } from './seconds.ts';

/** How long a person takes to press a key. */
const PRESSING_SECONDS = 1.5;

const KEY_WORDS: Readonly<Record<string, string>> = { star: '*', pound: '#', hash: '#' };

/** The key that somebody presses who does as they are told: the first that is named. */
function keyOf(prompts: readonly Element[]): string {
  const said = prompts.map(({ text }) => text).join(' ');
  const [, word = '1'] =
    /(?:press|dr\u00fccken sie(?: die)?|taste)\s+(?:die )?(\d|\*|#|star|pound|hash)/i.exec(said) ?? [];
  return KEY_WORDS[word.toLowerCase()] ?? word;
}

function digitsOf(pressing: Pressing, told: string): string {
  if (pressing === 'as told') return told;
  if (pressing === 'wrong key') return told === '9' ? '8' : '9';
  return pressing.replace('key ', '');
}

/** Finds the keys that are pressed at a `<Gather>`, and after how long; `undefined` where somebody hangs up. */
export function pressed({ attributes, children }: Element, pressing: Pressing) {
  const promptsSeconds = children.reduce(
    (sum, { name, text }) => sum + promptSeconds(name as PromptVerb, text.trim()),
    0,
  );
  if (pressing === 'hangs up') return { afterSeconds: promptsSeconds / 2, digits: undefined };
  const rounds = Number(attributes.repeatCount ?? 1);
  const patience = Number(attributes.firstDigitTimeout ?? 5);
  if (pressing === 'nothing') return { afterSeconds: rounds * (promptsSeconds + patience), digits: '' };
  return { afterSeconds: promptsSeconds + PRESSING_SECONDS, digits: digitsOf(pressing, keyOf(children)) };
}

/** Says what somebody does at a `<Gather>`. */
export const pressedWords = (digits: string | undefined): string =>
  digits === undefined ? 'hangs up' : digits === '' ? 'presses nothing' : `presses ${digits}`;
