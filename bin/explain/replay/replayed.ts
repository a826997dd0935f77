import type { Policy } from '../../../functions/recovery/policy.ts';
import type { StoredOutcome } from '../../reader/stored-outcome.ts';
import { beganHandOffAt } from '../stored-event.ts';
import { decideAgain, done } from './decide-again.ts';

/** The first event of a call about which another policy would have done something else. */
interface Difference {
  readonly row: Pick<StoredOutcome, 'callId' | 'eventTime' | 'attempt' | 'outcome' | 'route'>;
  readonly was: string;
  readonly wouldBe: string;
}

/** Calls of one route whose first difference is alike. */
export interface Change {
  readonly route: string;
  readonly outcome: string;
  readonly was: string;
  readonly wouldBe: string;
  readonly calls: number;
  /** Some of the calls. */
  readonly examples: readonly string[];
}

/** The decisions that were made again with another policy, and those that it would have changed. */
export interface Replayed {
  /** Decisions that were made again. */
  readonly decisions: number;
  readonly calls: number;
  readonly changedCalls: number;
  /** By how many calls, the most first. */
  readonly changes: readonly Change[];
}

const MOST_EXAMPLES = 3;

/** Tells whether a row comes before that of a difference in their call; at the same moment, the earlier hand-off does. */
function isEarlier(row: StoredOutcome, known: Difference['row']): boolean {
  if (row.eventTime !== known.eventTime) return row.eventTime < known.eventTime;
  return Number(row.attempt) < Number(known.attempt);
}

/**
 * Decides rows again, which may come in any order, and finds what would have changed. Of a call only its first
 * difference counts, as its later events would not have happened. It holds the calls, not their rows. Where the policy
 * bounds the wait, the rows of a call must come in order, as a Scan gives them.
 */
export async function replayed(rows: AsyncIterable<StoredOutcome>, policy: Policy): Promise<Replayed> {
  const calls = new Set<string>();
  const first = new Map<string, Difference>();
  const begun = new Map<string, string>();
  let decisions = 0;
  for await (const row of rows) {
    const wouldBe = decideAgain(row, policy, begun.get(row.callId));
    const began = policy.limits.waitSeconds === undefined ? undefined : beganHandOffAt(row);
    if (began !== undefined && !begun.has(row.callId)) begun.set(row.callId, began);
    if (!wouldBe) continue;
    decisions += 1;
    calls.add(row.callId);
    const was = done(row);
    if (was === wouldBe) continue;
    const known = first.get(row.callId);
    if (known && !isEarlier(row, known.row)) continue;
    const { callId, eventTime, attempt, outcome, route } = row;
    first.set(callId, { row: { callId, eventTime, attempt, outcome, route }, was, wouldBe });
  }
  return { decisions, calls: calls.size, changedCalls: first.size, changes: grouped(first.values()) };
}

function grouped(differences: Iterable<Difference>): Change[] {
  const groups = new Map<string, Change>();
  for (const { row, was, wouldBe } of differences) {
    const change = {
      route: typeof row.route === 'string' ? row.route : '(no route)',
      outcome: row.outcome,
      was,
      wouldBe,
    };
    const key = JSON.stringify(change);
    const { calls, examples } = groups.get(key) ?? { calls: 0, examples: [] };
    const more = examples.length < MOST_EXAMPLES ? [row.callId] : [];
    groups.set(key, { ...change, calls: calls + 1, examples: [...examples, ...more] });
  }
  return [...groups.values()].sort((one, other) => other.calls - one.calls);
}
