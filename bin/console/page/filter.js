/** @import { CallSummary } from '../messages.ts' */

/** How far back a time reaches, in milliseconds. @type {Readonly<Record<string, number>>} */
const TIMES = { '15m': 900_000, '1h': 3_600_000, '6h': 21_600_000, '24h': 86_400_000 };

/** No filter: an empty text asks for nothing. */
export const NO_FILTER = {
  /** A part of anything that is told of a call. */
  text: '',
  /** Parts of the caller and of the called. */
  from: '',
  to: '',
  route: '',
  /** One that was tried, or is being tried. */
  destination: '',
  outcome: '',
  state: '',
  /** A key of {@link TIMES}. */
  time: '',
};

/** Which calls are shown. @typedef {typeof NO_FILTER} Filter */

const NAMES = /** @type {(keyof Filter)[]} */ (Object.keys(NO_FILTER));

/** The filter in the query of an address. @param {string} query @returns {Filter} */
export function readFilter(query) {
  const asked = new URLSearchParams(query);
  return /** @type {Filter} */ (Object.fromEntries(NAMES.map((name) => [name, asked.get(name) ?? ''])));
}

/** The query of an address that has the filter; empty where nothing is asked for. @param {Filter} filter */
export function filterQuery(filter) {
  const asked = NAMES.flatMap((name) => (filter[name] === '' ? [] : [[name, filter[name]]]));
  return asked.length === 0 ? '' : `?${new URLSearchParams(asked)}`;
}

/** @param {CallSummary} call */
const toldOf = ({ callId, from, to, route, state, stations }) =>
  [
    ...[callId, from, to, route, state],
    ...stations.flatMap(({ words, outcome, destination }) => [words, outcome, destination]),
  ].join('\n');

/** @param {string} text @param {string} part */
const has = (text, part) => part === '' || text.toLowerCase().includes(part.toLowerCase());

/**
 * @param {CallSummary} call
 * @param {Filter} filter
 * @param {number} nowEpochMilliseconds
 */
export const matches = (call, filter, nowEpochMilliseconds) =>
  (filter.state === '' || call.state === filter.state) &&
  (filter.outcome === '' || call.outcomes.includes(filter.outcome)) &&
  (filter.route === '' || call.route === filter.route) &&
  (filter.destination === '' ||
    call.stations.some(({ destination }) => destination === filter.destination)) &&
  (filter.time === '' ||
    call.beganAtEpochMilliseconds >= nowEpochMilliseconds - (TIMES[filter.time] ?? Infinity)) &&
  has(call.from, filter.from) &&
  has(call.to, filter.to) &&
  (filter.text === '' || has(toldOf(call), filter.text));
