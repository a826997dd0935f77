import type { StoredOutcome } from '../reader/stored-outcome.ts';

/** The events of one call, newest first. */
export type CallRows = readonly [StoredOutcome, ...StoredOutcome[]];

/** A caller such as `Anonymous` is many people: no more events than this are looked at. */
const MOST_ROWS = 5000;

/**
 * Puts events of one caller, newest first, together as calls. It stops at the first event of a
 * call that is one too many, so of two calls at once the older may miss its beginning.
 */
export async function callsOf(rows: AsyncIterable<StoredOutcome>, most: number) {
  const calls = new Map<string, [StoredOutcome, ...StoredOutcome[]]>();
  let hasMore = false;
  let count = 0;
  for await (const row of rows) {
    const call = calls.get(row.callId);
    hasMore = (!call && calls.size >= most) || count >= MOST_ROWS;
    if (hasMore) break;
    count += 1;
    if (call) call.push(row);
    else calls.set(row.callId, [row]);
  }
  return { calls: [...calls.values()] as CallRows[], hasMore };
}
