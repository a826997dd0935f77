/** @import { CallSummary } from '../messages.ts' */
/** @import { Filter } from './filter.js' */
import { matches } from './filter.js';

/** The calls that the page knows, newest first. */
export class Calls {
  /** @type {Map<string, CallSummary>} */
  #byId = new Map();
  /** @type {CallSummary[]} */
  #newestFirst = [];
  #mostCalls = 10_000;

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

  /** @param {Filter} filter */
  shown(filter) {
    const now = Date.now();
    return this.#newestFirst.filter((call) => matches(call, filter, now));
  }

  all() {
    return this.#newestFirst;
  }
}
