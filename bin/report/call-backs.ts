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

/** Finds whom to call back among calls in any order. Of all that a report keeps, this grows with the callers. */
export class CallBacks {
  readonly #lost = new Map<string, Kept>();
  /** When callers last got through, or left a message. */
  readonly #settled = new Map<string, number>();
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
      this.#settled.set(caller, Math.max(this.#settled.get(caller) ?? at, at));
    if (!isInVain) return;
    const { route, outcome } = call;
    const kept = this.#lost.get(caller);
    const isLast = !kept || at >= kept.lastAt;
    const last = isLast ? { lastAt: at, route, outcome } : kept;
    this.#lost.set(caller, { ...last, calls: (kept?.calls ?? 0) + 1 });
  }

  get hidden(): number {
    return this.#hidden;
  }

  /** Those who did not get through after their last call in vain, newest first. */
  list(): CallBack[] {
    const list: CallBack[] = [];
    for (const [caller, { calls, lastAt, route = null, outcome }] of this.#lost)
      if (lastAt > (this.#settled.get(caller) ?? -1))
        list.push({ caller, calls, lastAt: new Date(lastAt).toISOString(), route, outcome });
    const keyOf = ({ lastAt, caller }: CallBack) => `${lastAt} ${caller}`;
    return list.sort((one, other) => (keyOf(one) > keyOf(other) ? -1 : 1));
  }
}
