import { setTimeout as sleep } from 'node:timers/promises';
import type { OutcomeQuestion, OutcomeReader } from './reader.ts';
import type { StoredOutcome } from './stored-outcome.ts';

/** What {@link followOutcomes} is asked for. */
export interface FollowQuestion extends Omit<OutcomeQuestion, 'untilEpochMilliseconds' | 'order'> {
  /** Milliseconds from the end of one look to the next. */
  readonly everyMilliseconds: number;
  /** Ends it, without an error. */
  readonly signal: AbortSignal;
  readonly nowEpochMilliseconds?: () => number;
}

/** How much later than its event an outcome may be stored and still be seen. */
const LATENESS_MILLISECONDS = 120_000;

/** How far ahead of ours a clock may be; simulated calls are, as their time jumps. */
export const CLOCK_AHEAD_MILLISECONDS = 3_600_000;

/** Looking takes as much time as not looking, at least: a slow store is not asked without a break. */
async function pause(everyMilliseconds: number, tookMilliseconds: number, signal: AbortSignal) {
  await sleep(Math.max(everyMilliseconds, tookMilliseconds), undefined, { signal }).catch(() => undefined);
}

/**
 * Outcomes as they come, each once, oldest first within a look. Every look reads the last two
 * minutes again, for what was stored late; memory holds the keys of that time.
 */
export async function* followOutcomes(
  reader: OutcomeReader,
  question: FollowQuestion,
): AsyncGenerator<StoredOutcome> {
  const { everyMilliseconds, signal, nowEpochMilliseconds = Date.now, ...wanted } = question;
  const seen = new Map<string, string>();
  let since = wanted.sinceEpochMilliseconds;
  while (!signal.aborted) {
    const began = performance.now();
    const now = nowEpochMilliseconds();
    const until = now + CLOCK_AHEAD_MILLISECONDS;
    const range = { sinceEpochMilliseconds: since, untilEpochMilliseconds: until };
    for await (const row of reader.byOutcome({ ...wanted, ...range, order: 'oldest first' })) {
      if (signal.aborted) return;
      const key = `${row.callId}#${row.eventKey}`;
      if (seen.has(key)) continue;
      seen.set(key, row.eventTime);
      yield row;
    }
    since = Math.max(since, now - LATENESS_MILLISECONDS);
    const forgotten = new Date(since).toISOString();
    for (const [key, eventTime] of seen) if (eventTime < forgotten) seen.delete(key);
    await pause(everyMilliseconds, performance.now() - began, signal);
  }
}
