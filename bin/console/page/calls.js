/** @import { CallSummary } from '../messages.ts' */

/**
 * Which calls are shown; an empty text asks for nothing.
 * @typedef {object} Filter
 * @property {string} state
 * @property {string} outcome
 * @property {string} text a part of the caller, the called, the route or the call's id
 */

/**
 * @param {CallSummary} call
 * @param {Filter} filter
 */
const matches = ({ outcomes, state, route, from, to, callId }, filter) =>
  (filter.state === '' || state === filter.state) &&
  (filter.outcome === '' || outcomes.includes(filter.outcome)) &&
  (filter.text === '' ||
    `${from}\n${to}\n${route}\n${callId}`.toLowerCase().includes(filter.text.toLowerCase()));

/** The calls that the page knows, newest first. */
export class Calls {
  /** @type {Map<string, CallSummary>} */
  #byId = new Map();
  /** @type {CallSummary[]} */
  #newestFirst = [];
  #mostCalls = 10_000;
  /** @type {Filter} */
  filter = { state: '', outcome: '', text: '' };

  /** @param {number} mostCalls */
  restart(mostCalls) {
    this.#byId.clear();
    this.#newestFirst = [];
    this.#mostCalls = mostCalls;
  }

  /** @param {readonly CallSummary[]} calls */
  add(calls) {
    for (const call of calls) this.#byId.set(call.callId, call);
    const all = [...this.#byId.values()];
    all.sort((one, other) => other.beganAtEpochMilliseconds - one.beganAtEpochMilliseconds);
    for (const { callId } of all.splice(this.#mostCalls)) this.#byId.delete(callId);
    this.#newestFirst = all;
  }

  shown() {
    return this.#newestFirst.filter((call) => matches(call, this.filter));
  }

  all() {
    return this.#newestFirst;
  }
}
