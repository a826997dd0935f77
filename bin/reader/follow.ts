import { setTimeout as sleep } from 'node:timers/promises';
import type { OutcomeQuestion, OutcomeReader } from './reader.ts';
import type { StoredOutcome } from './stored-outcome.ts';

/** The question to {@link followOutcomes}. */
interface FollowQuestion extends Omit<OutcomeQuestion, 'untilEpochMilliseconds' | 'order' | 'keyPart'> {
  /** Milliseconds from the end of one look to the next. */
  readonly everyMilliseconds: number;
  /** Each look scans the whole table, and so sees what is received, whatever its events are dated. */
  readonly scansTable: boolean;
  /** Ends it, without an error. */
  readonly signal: AbortSignal;
  readonly nowEpochMilliseconds?: () => number;
}

/** How much later than its event an outcome may be stored and still be seen without a scan. */
export const LATENESS_MILLISECONDS = 120_000;

/** How far ahead of ours a clock may be; simulated calls are, as their time jumps. */
export const CLOCK_AHEAD_MILLISECONDS = 3_600_000;

/**
 * Outcomes received from a time on, each once, oldest event first within a look. Without a scan a look
 * reads the index of event times from two minutes ago on: receipt is not in it, so what the first look
 * finds dated before `since` counts as received before.
 */
export async function* followOutcomes(
  reader: OutcomeReader,
  question: FollowQuestion,
): AsyncGenerator<StoredOutcome> {
  const { everyMilliseconds, signal, scansTable, nowEpochMilliseconds = Date.now, ...wanted } = question;
  const asked = wanted.sinceEpochMilliseconds;
  const askedTime = new Date(asked).toISOString();
  const seen = new Map<string, string>();
  let since = asked - LATENESS_MILLISECONDS;
  let isFirst = true;
  while (!signal.aborted) {
    const began = performance.now();
    const now = nowEpochMilliseconds();
    const range = { sinceEpochMilliseconds: since, untilEpochMilliseconds: now + CLOCK_AHEAD_MILLISECONDS };
    const rows = scansTable
      ? await reader.received({ ...wanted, receivedSinceEpochMilliseconds: asked })
      : reader.byOutcome({ ...wanted, ...range, order: 'oldest first' });
    for await (const row of rows) {
      if (signal.aborted) return;
      const key = `${row.callId}#${row.eventKey}`;
      const isOld = seen.has(key) || (isFirst && !scansTable && row.eventTime < askedTime);
      seen.set(key, row.eventTime);
      if (!isOld) yield row;
    }
    isFirst = false;
    since = Math.max(since, now - LATENESS_MILLISECONDS);
    const forgotten = new Date(since).toISOString();
    if (!scansTable) for (const [key, eventTime] of seen) if (eventTime < forgotten) seen.delete(key);
    // A look takes half of the time at most: a slow store is not asked without a break.
    const pause = Math.max(everyMilliseconds, performance.now() - began);
    await sleep(pause, undefined, { signal }).catch(() => undefined);
  }
}
