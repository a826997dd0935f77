/** @import { CallSummary } from '../messages.ts' */
import { element } from './element.js';
import { clock } from './times.js';
import { outcomeTone, STATE_TONES } from './tones.js';

const MOST_CHIPS = 3;

/** @type {WeakMap<HTMLElement, CallSummary>} */
const shown = new WeakMap();

/** @param {string} id */
export const makeRow = (id) => element('div', { role: 'option', class: 'call', id });

/**
 * An outcome in its colour.
 * @param {string} outcome
 */
export const chip = (outcome) =>
  element('span', { class: 'chip', 'data-tone': outcomeTone(outcome) }, [outcome]);

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
  const { callId, from, to, route, outcomes, state, arrivedAtEpochMilliseconds } = call;
  row.dataset.callId = callId;
  row.replaceChildren(
    element('time', { title: new Date(arrivedAtEpochMilliseconds).toISOString() }, [
      clock(arrivedAtEpochMilliseconds),
    ]),
    element('span', { class: 'parties' }, [
      element('bdi', { class: 'from' }, [from]),
      element('span', { class: 'to' }, [
        'to ',
        element('bdi', {}, [to]),
        route ? ` · ${route}` : ' · no route',
      ]),
    ]),
    element('span', { class: 'ends' }, [
      element('span', { class: 'state', 'data-tone': STATE_TONES[state] }, [state]),
      element('span', { class: 'chips' }, lastChips(outcomes)),
    ]),
  );
}
