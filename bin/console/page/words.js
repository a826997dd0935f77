/** @import { OutcomeWords } from '../../words/outcomes.ts' */
/** @import { CallState } from '../messages.ts' */
import { ask } from './ask.js';
import { element } from './element.js';

/** The words and colours of outcomes; a colour never stands without its words. @type {Readonly<Record<string, OutcomeWords>>} */
const OUTCOME_WORDS = await ask('/console/outcomes');

/** @type {Readonly<Record<CallState, string>>} */
export const STATE_TONES = {
  'in progress': 'open',
  'connected at once': 'good',
  recovered: 'saved',
  'message left': 'open',
  lost: 'bad',
  unknown: 'plain',
};

export const STATES = /** @type {CallState[]} */ (Object.keys(STATE_TONES));
/** Those that a call is found by: not those of a callee's leg alone. */
export const OUTCOMES = Object.keys(OUTCOME_WORDS).filter(
  (outcome) => outcome !== 'accepted' && !outcome.startsWith('leg-'),
);

/** @param {string} outcome */
export const outcomeTone = (outcome) => OUTCOME_WORDS[outcome]?.tone ?? 'plain';

/** An outcome in its colour. @param {string} outcome */
export const chip = (outcome) =>
  element('span', { class: 'chip', 'data-tone': outcomeTone(outcome) }, [outcome]);

/** @param {number} number */
const two = (number) => String(number).padStart(2, '0');

/** Hours, minutes and seconds of this machine's zone. @param {number} epochMilliseconds */
export function clock(epochMilliseconds) {
  const time = new Date(epochMilliseconds);
  return `${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}

/** A distance in time: `+2.0 s`, `+1 min 5 s`. @param {number} milliseconds */
export function gap(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `+${seconds.toFixed(1)} s`;
  return `+${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
}
