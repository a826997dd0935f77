/** @import { CallSummary } from '../messages.ts' */
import { element, visible } from './element.js';
import { chip, clock, STATE_TONES } from './words.js';

const MOST_CHIPS = 3;

/** @type {WeakMap<HTMLElement, CallSummary>} */
const shown = new WeakMap();

/** @param {string} id */
export const makeRow = (id) => element('div', { role: 'option', class: 'call', id });

/** The last chips of a call; how many came before stands in front. @param {readonly string[]} outcomes */
const lastChips = (outcomes) => [
  ...(outcomes.length > MOST_CHIPS ? [`+${outcomes.length - MOST_CHIPS}`] : []),
  ...outcomes.slice(-MOST_CHIPS).map(chip),
];

/**
 * Fills a row; one that shows this call already is left alone.
 * @param {HTMLElement} row
 * @param {CallSummary} call
 */
export function fillRow(row, call) {
  if (shown.get(row) === call) return;
  shown.set(row, call);
  const { callId, from, to, route, outcomes, state, arrivedAtEpochMilliseconds: at } = call;
  const called = `to ${to} · ${route ?? 'no route'}`;
  row.dataset.callId = callId;
  row.replaceChildren(
    element('time', { class: 'small soft', title: new Date(at).toISOString() }, [clock(at)]),
    element('bdi', { class: 'from cut', title: visible(from) }, [from]),
    element('span', { class: 'state', 'data-tone': STATE_TONES[state] }, [state]),
    element('bdi', { class: 'to small soft cut', title: visible(called) }, [called]),
    element('span', { class: 'chips small soft' }, lastChips(outcomes)),
  );
}
