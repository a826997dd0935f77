import type { CallBack } from './report.ts';
import type { ReportedCall } from './reported-call.ts';

/** What is kept of a caller with calls in vain. */
interface Kept {
  calls: number;
  lastAt: number;
  route: string | undefined;
  outcome: string;
}

/** Tells a call that reached nobody and left nothing; of an unknown one nobody can say so. */
export const isLost = ({ result }: Pick<ReportedCall, 'result'>): boolean =>
  result === 'abandoned' || result === 'goodbye' || result === 'closed';

/** A telephone number whose digits a double holds exactly. */
const NUMBER = /^\+[1-9]\d{0,14}$/;

/** When callers got through, or left a message. Most callers of a report are here: 16 bytes a call of a number. */
class Settled {
  readonly #numbers: number[] = [];
  readonly #times: number[] = [];
  readonly #others = new Map<string, number>();

  add(caller: string, at: number): void {
    if (NUMBER.test(caller)) {
      this.#numbers.push(Number(caller));
      this.#times.push(at);
    } else this.#others.set(caller, Math.max(this.#others.get(caller) ?? at, at));
  }

  /** The last time of each caller that is asked for. */
  lastOf(isAsked: (caller: string) => boolean): ReadonlyMap<string, number> {
    const last = new Map(this.#others);
    for (const [index, number] of this.#numbers.entries()) {
      const caller = `+${number}`;
      const at = this.#times[index] as number;
      if (isAsked(caller)) last.set(caller, Math.max(last.get(caller) ?? at, at));
    }
    return last;
  }
}

/** Finds whom to call back among calls in any order. Of all that a report keeps, this grows with the calls. */
export class CallBacks {
  readonly #lost = new Map<string, Kept>();
  readonly #settled = new Settled();
  /** Each route and outcome once: rows that are read bring a text of their own each. */
  readonly #texts = new Map<string, string>();
  #hidden = 0;

  /** Adds a call; one that is `only settled` may show that its caller got through, and is not counted. */
  add(call: ReportedCall, isOnlySettled = false): void {
    const { caller, result, startedAtEpochMilliseconds: at } = call;
    const isInVain = isLost(call) && !isOnlySettled;
    if (caller === undefined) {
      if (isInVain) this.#hidden += 1;
      return;
    }
    if (result === 'reachedAtOnce' || result === 'saved' || result === 'message')
      this.#settled.add(caller, at);
    if (!isInVain) return;
    const route = call.route && this.#once(call.route);
    const outcome = this.#once(call.outcome);
    const kept = this.#lost.get(caller);
    const isLast = !kept || at >= kept.lastAt;
    const last = isLast ? { lastAt: at, route, outcome } : kept;
    this.#lost.set(caller, { ...last, calls: (kept?.calls ?? 0) + 1 });
  }

  #once(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  get hidden(): number {
    return this.#hidden;
  }

  /** Those who did not get through after their last call in vain, newest first. */
  list(): CallBack[] {
    const settled = this.#settled.lastOf((caller) => this.#lost.has(caller));
    const list: CallBack[] = [];
    for (const [caller, { calls, lastAt, route = null, outcome }] of this.#lost)
      if (lastAt > (settled.get(caller) ?? -1))
        list.push({ caller, calls, lastAt: new Date(lastAt).toISOString(), route, outcome });
    const keyOf = ({ lastAt, caller }: CallBack) => `${lastAt} ${caller}`;
    return list.sort((one, other) => (keyOf(one) > keyOf(other) ? -1 : 1));
  }
}
