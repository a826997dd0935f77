/** @import { CallSummary } from '../messages.ts' */
/** @import { Filter } from './filter.js' */
import { byId, element } from './element.js';
import { filterQuery, NO_FILTER, readFilter } from './filter.js';

/** A select offers no more: callers choose texts that become destinations. */
const MOST_OFFERED = 200;

/** The fields of the form by the part of the filter that each has. */
const FIELDS = /** @type {(keyof Filter)[]} */ (['text', 'from', 'to', 'route', 'destination', 'time']);

/** @param {string} name */
const fieldOf = (name) =>
  /** @type {HTMLInputElement | HTMLSelectElement} */ (byId('filters').querySelector(`[name=${name}]`));

/**
 * Offers what calls have, and what is chosen though none has it.
 * @param {string} name
 * @param {Iterable<string>} values
 * @param {string} chosen
 */
function offer(name, values, chosen) {
  const offered = [...new Set(values)].sort().slice(0, MOST_OFFERED);
  const all = ['', ...offered, ...(chosen === '' || offered.includes(chosen) ? [] : [chosen])];
  const field = fieldOf(name);
  const known = [...field.children].map((option) => /** @type {HTMLOptionElement} */ (option).value);
  if (known.join('\n') !== all.join('\n'))
    field.replaceChildren(...all.map((value) => element('option', { value }, [value || 'any'])));
  field.value = chosen;
}

/** The filter of the calls: its form, and the query of the address that keeps it. */
export class FilterForm {
  #onChange;

  /** @param {() => void} onChange */
  constructor(onChange) {
    this.#onChange = onChange;
    const form = byId('filters');
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('input', () =>
      this.change(Object.fromEntries(FIELDS.map((name) => [name, fieldOf(name).value.trim()]))),
    );
    byId('clear').addEventListener('click', () => this.change(NO_FILTER));
    this.#fill();
  }

  /** @returns {Filter} */
  get filter() {
    return readFilter(location.search);
  }

  get isEmpty() {
    return filterQuery(this.filter) === '';
  }

  /** @param {Partial<Filter>} change */
  change(change) {
    const query = filterQuery({ ...this.filter, ...change });
    history.replaceState(null, '', `${location.pathname}${query}${location.hash}`);
    this.#fill();
    this.#onChange();
  }

  /** Empties the search, and else the whole filter. */
  clear() {
    this.change(this.filter.text === '' ? NO_FILTER : { text: '' });
  }

  /** @param {readonly CallSummary[]} calls */
  offer(calls) {
    const { route, destination } = this.filter;
    offer(
      'route',
      calls.flatMap((call) => call.route ?? []),
      route,
    );
    offer(
      'destination',
      calls.flatMap(({ stations }) => stations.flatMap((station) => station.destination ?? [])),
      destination,
    );
  }

  /** Puts what the address says into the fields; what somebody is typing stays. */
  #fill() {
    const { filter } = this;
    for (const name of FIELDS)
      if (fieldOf(name).value.trim() !== filter[name]) fieldOf(name).value = filter[name];
    byId('clear').hidden = this.isEmpty;
    const more = /** @type {HTMLDetailsElement} */ (byId('more-filters'));
    more.open ||= FIELDS.some((name) => name !== 'text' && filter[name] !== '');
  }
}
