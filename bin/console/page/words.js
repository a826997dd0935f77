/** @import { CallState } from '../messages.ts' */
import { element } from './element.js';

/** How outcomes are coloured, in the order of the header; the words always stand beside. @type {Readonly<Record<string, string>>} */
const OUTCOME_TONES = {
  connected: 'good',
  completed: 'good',
  busy: 'warn',
  'no-answer': 'warn',
  declined: 'warn',
  unconfirmed: 'warn',
  refused: 'warn',
  throttled: 'warn',
  unreachable: 'bad',
  unavailable: 'bad',
  misconfigured: 'bad',
  failed: 'bad',
  unrouted: 'bad',
  rejected: 'bad',
  voicemail: 'open',
  recorded: 'plain',
  closed: 'plain',
  cancelled: 'plain',
  abandoned: 'plain',
};

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
export const OUTCOMES = Object.keys(OUTCOME_TONES);

/** @param {string} outcome */
export const outcomeTone = (outcome) => OUTCOME_TONES[outcome] ?? 'plain';

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
