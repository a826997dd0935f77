/** @import { Calls, Filter } from './calls.js' */
import { byId, element } from './element.js';
import { STATES } from './tones.js';

const outcome = /** @type {HTMLSelectElement} */ (byId('filter-outcome'));
const route = /** @type {HTMLSelectElement} */ (byId('filter-route'));
const caller = /** @type {HTMLInputElement} */ (byId('filter-caller'));

/**
 * @param {HTMLSelectElement} select
 * @param {readonly string[]} values
 * @param {string} all
 */
function offer(select, values, all) {
  const offered = [...select.options].map(({ value }) => value);
  if (offered.length === values.length + 1 && values.every((value) => offered.includes(value))) return;
  const chosen = select.value;
  const options = values.map((value) => element('option', { value }, [value]));
  select.replaceChildren(element('option', { value: '' }, [all]), ...options);
  select.value = values.includes(chosen) ? chosen : '';
}

/**
 * Offers what the calls have.
 * @param {Calls} calls
 */
export function offerFilters(calls) {
  const all = calls.all();
  const outcomes = new Set(all.flatMap((call) => call.outcomes));
  const states = STATES.filter((state) => all.some((call) => call.state === state));
  offer(outcome, [...new Set([...states, ...[...outcomes].sort()])], 'all');
  offer(route, [...new Set(all.flatMap((call) => call.route ?? []))].sort(), 'all');
}

/**
 * Tells every change of the filters.
 * @param {(filter: Filter) => void} onFilter
 */
export function onFilters(onFilter) {
  const form = byId('filters');
  const tell = () => onFilter({ outcome: outcome.value, route: route.value, caller: caller.value.trim() });
  form.addEventListener('input', tell);
  form.addEventListener('submit', (event) => event.preventDefault());
  return {
    /** @param {string} name */
    chooseOutcome(name) {
      outcome.value = outcome.value === name ? '' : name;
      tell();
    },
    focus: () => caller.focus(),
  };
}
