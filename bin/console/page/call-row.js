/** @import { CallSummary } from '../messages.ts' */
import { element, visible } from './element.js';
import { clock, day, wholeTime } from './time.js';
import { stateMark, strip } from './words.js';

const MOST_STATIONS = 3;

/** @type {WeakMap<HTMLElement, CallSummary>} */
const shown = new WeakMap();

/** @param {string} id */
export const makeRow = (id) => element('div', { role: 'option', class: 'call', id });

/**
 * Fills a row; one that shows this call already is left alone.
 * @param {HTMLElement} row
 * @param {CallSummary} call
 */
export function fillRow(row, call) {
  if (shown.get(row) === call) return;
  shown.set(row, call);
  const { callId, from, to, route, stations, state, beganAtEpochMilliseconds: at } = call;
  const called = `to ${to} · ${route ?? 'no route'}`;
  row.dataset.callId = callId;
  row.replaceChildren(
    element('time', { class: 'small soft', title: wholeTime(at) }, [clock(at)]),
    element('bdi', { class: 'from cut', title: visible(from) }, [from]),
    stateMark(state),
    element('span', { class: 'day small soft' }, [day(at) === day(Date.now()) ? '' : day(at)]),
    element('bdi', { class: 'to small soft cut', title: visible(called) }, [called]),
    strip(stations, MOST_STATIONS),
  );
}
