/** @import { CallState, Station } from '../../words/call-states.ts' */
/** @import { Words } from '../messages.ts' */
import { ask } from './ask.js';
import { element, visible } from './element.js';

/** The words and colours of states and outcomes; a colour never stands without its words. @type {Words} */
const { states, outcomes } = await ask('/console/words');

export const STATES = /** @type {CallState[]} */ (Object.keys(states));
/** Those that a call is found by: not those of a callee's leg alone. */
export const OUTCOMES = Object.keys(outcomes).filter(
  (outcome) => outcome !== 'accepted' && !outcome.startsWith('leg-'),
);

/** @param {string} state */
export const stateTone = (state) => states[/** @type {CallState} */ (state)].tone;

/** @param {string} outcome */
export const outcomeTone = (outcome) => outcomes[outcome]?.tone ?? 'plain';

/** How a call went, in its colour. @param {CallState} state */
export const stateMark = (state) =>
  element('span', { class: 'state', 'data-tone': stateTone(state), title: states[state].means }, [state]);

/**
 * Words in the colour of an outcome.
 * @param {string} outcome
 * @param {string} [words]
 * @param {string} [title]
 */
export const chip = (outcome, words = outcome, title = outcomes[outcome]?.means ?? '') =>
  element('span', { class: 'chip', 'data-tone': outcomeTone(outcome), title: visible(title) }, [words]);

/**
 * The stations of a call. Of more than `most` the first and the last are shown: nothing hides the first failure.
 * @param {readonly Station[]} stations
 * @param {number} most
 */
export function strip(stations, most = stations.length) {
  const left = stations.length - most;
  const [first, ...others] = stations;
  const shown = first && left > 0 ? [first, `+${left}`, ...others.slice(left)] : stations;
  const parts = shown.flatMap((station, index) => [
    ...(index > 0 ? [element('span', { class: 'arrow', 'aria-label': 'then' }, ['→'])] : []),
    typeof station === 'string'
      ? element('span', { class: 'small' }, [station])
      : chip(station.outcome, station.words, station.destination),
  ]);
  return element('span', { class: 'strip small soft' }, parts);
}
