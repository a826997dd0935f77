/** @import { CallState } from '../messages.ts' */

/** How outcomes are coloured; the words always stand beside. @type {Readonly<Record<string, string>>} */
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
  rejected: 'bad',
};

/**
 * @param {string} outcome
 * @returns {string}
 */
export const outcomeTone = (outcome) => OUTCOME_TONES[outcome] ?? 'plain';

/** The order of the chart, from the ground up. @type {readonly CallState[]} */
export const STATES = ['connected', 'recovered', 'not connected', 'open', 'ended'];

/** @type {Readonly<Record<CallState, string>>} */
export const STATE_TONES = {
  connected: 'good',
  recovered: 'saved',
  'not connected': 'bad',
  open: 'open',
  ended: 'plain',
};
