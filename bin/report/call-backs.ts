import type { CallBack } from './report.ts';
import type { ReportedCall } from './reported-call.ts';

/** What is kept of a caller: it is all that grows with the number of callers. */
interface Kept {
  calls: number;
  lastAt: number;
  settledAt: number;
  route: string | undefined;
  outcome: string;
}

/** Tells a call that reached nobody and left nothing; of an unknown one nobody can say so. */
export const isLost = ({ result }: Pick<ReportedCall, 'result'>): boolean =>
  result === 'abandoned' || result === 'goodbye' || result === 'closed';

/** Finds whom to call back among calls in any order. */
export class CallBacks {
  readonly #callers = new Map<string, Kept>();
  #hidden = 0;

  /** Adds a call; one that is `only settled` may show that its caller got through, and is not counted. */
  add(call: ReportedCall, isOnlySettled = false): void {
    const { caller, result, startedAtEpochMilliseconds: at } = call;
    const isInVain = isLost(call) && !isOnlySettled;
    if (caller === undefined) {
      if (isInVain) this.#hidden += 1;
      return;
    }
    const isSettled = result === 'reachedAtOnce' || result === 'saved' || result === 'message';
    if (!isInVain && !isSettled) return;
    const kept = this.#callers.get(caller) ?? { calls: 0, lastAt: -1, settledAt: -1, route: '', outcome: '' };
    this.#callers.set(caller, kept);
    if (isSettled) {
      kept.settledAt = Math.max(kept.settledAt, at);
      return;
    }
    kept.calls += 1;
    if (at < kept.lastAt) return;
    kept.lastAt = at;
    kept.route = call.route;
    kept.outcome = call.outcome;
  }

  get hidden(): number {
    return this.#hidden;
  }

  /** Those who did not get through after their last call in vain, newest first. */
  list(): CallBack[] {
    return [...this.#callers]
      .filter(([, { calls, lastAt, settledAt }]) => calls > 0 && lastAt > settledAt)
      .sort(([one, a], [other, b]) => b.lastAt - a.lastAt || (one < other ? -1 : 1))
      .map(([caller, { calls, lastAt, route, outcome }]) => ({
        caller,
        calls,
        lastAt: new Date(lastAt).toISOString(),
        route: route ?? null,
        outcome,
      }));
  }
}
