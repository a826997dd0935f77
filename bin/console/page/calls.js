/** @import { CallSummary } from '../messages.ts' */

/**
 * @typedef {object} Filter
 * @property {string} outcome an outcome, a state, or empty
 * @property {string} route
 * @property {string} caller a part of the caller's name or of the call's id
 */

/**
 * @param {CallSummary} call
 * @param {Filter} filter
 */
const matches = ({ outcomes, state, route, from, callId }, filter) =>
  (filter.outcome === '' || state === filter.outcome || outcomes.includes(filter.outcome)) &&
  (filter.route === '' || (route ?? '') === filter.route) &&
  (filter.caller === '' || `${from}\n${callId}`.toLowerCase().includes(filter.caller.toLowerCase()));

/** The calls that the page knows, newest first. */
export class Calls {
  /** @type {Map<string, CallSummary>} */
  #byId = new Map();
  /** @type {CallSummary[]} */
  #newestFirst = [];
  #mostCalls = 10_000;
  startedAtEpochMilliseconds = 0;
  /** @type {Filter} */
  filter = { outcome: '', route: '', caller: '' };

  /** @param {{ startedAtEpochMilliseconds: number, mostCalls: number }} hello */
  restart({ startedAtEpochMilliseconds, mostCalls }) {
    this.#byId.clear();
    this.#newestFirst = [];
    this.#mostCalls = mostCalls;
    this.startedAtEpochMilliseconds = startedAtEpochMilliseconds;
  }

  /** @param {readonly CallSummary[]} calls */
  add(calls) {
    for (const call of calls) this.#byId.set(call.callId, call);
    const all = [...this.#byId.values()];
    all.sort((one, other) => other.arrivedAtEpochMilliseconds - one.arrivedAtEpochMilliseconds);
    for (const { callId } of all.splice(this.#mostCalls)) this.#byId.delete(callId);
    this.#newestFirst = all;
  }

  get size() {
    return this.#byId.size;
  }

  /** @param {string} callId */
  find(callId) {
    return this.#byId.get(callId);
  }

  shown() {
    return this.#newestFirst.filter((call) => matches(call, this.filter));
  }

  /** The calls since the server was started. */
  ofSession() {
    const began = this.startedAtEpochMilliseconds;
    return this.#newestFirst.filter((call) => call.arrivedAtEpochMilliseconds >= began);
  }

  all() {
    return this.#newestFirst;
  }
}
