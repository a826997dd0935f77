import { setTimeout as sleep } from 'node:timers/promises';
import type { OutcomeReader } from '../../reader/reader.ts';
import type { CallSummary } from '../messages.ts';
import { summaryOf } from './summary.ts';

/** The table that a feed reads, and whom it tells. */
interface FeedOptions {
  readonly reader: Pick<OutcomeReader, 'call'>;
  readonly onCalls: (calls: readonly CallSummary[]) => void;
  /** Told the error of a table that cannot be read, and nothing when it can be again. */
  readonly onTrouble: (error: unknown) => void;
}

/** The page keeps as many; older ones are for `outcomes`. About 6 MB. */
export const MOST_CALLS = 10_000;

/** Calls read at once; the reader itself bounds its requests further. */
const BATCH_CALLS = 250;

/** Events of a call that come close together are read once. */
const BATCH_MILLISECONDS = 100;

/** How long a table that cannot be read is left alone. */
const TROUBLE_MILLISECONDS = 2000;

/** Keeps the newest, in order of arrival. */
function forgetOldest(entries: Set<string> | Map<string, unknown>): void {
  for (const key of entries.keys()) {
    if (entries.size <= MOST_CALLS) return;
    entries.delete(key);
  }
}

/** Makes a feed; while nobody watches it costs nothing but the names of the calls. */
export function callFeed({ reader, onCalls, onTrouble }: FeedOptions) {
  const unread = new Set<string>();
  const calls = new Map<string, CallSummary>();
  let isWatched = false;
  let isClosed = false;
  let reading: Promise<void> | undefined;

  async function read(callId: string): Promise<CallSummary[]> {
    const [begin, ...others] = await Array.fromAsync(reader.call(callId));
    return begin ? [await summaryOf(callId, [begin, ...others])] : [];
  }

  async function readBatch(): Promise<void> {
    const batch = [...unread].slice(0, BATCH_CALLS);
    for (const callId of batch) unread.delete(callId);
    try {
      const changed = (await Promise.all(batch.map(read))).flat();
      for (const call of changed) calls.set(call.callId, call);
      forgetOldest(calls);
      onTrouble(undefined);
      onCalls(changed);
    } catch (error) {
      for (const callId of batch) unread.add(callId);
      onTrouble(error);
      await sleep(TROUBLE_MILLISECONDS, undefined, { ref: false });
    }
    await sleep(BATCH_MILLISECONDS, undefined, { ref: false });
  }

  function start(): void {
    if (unread.size === 0 || !isWatched || isClosed) return;
    reading ??= readBatch().finally(() => {
      reading = undefined;
      start();
    });
  }

  return {
    /** Something happened to a call; it is read when somebody watches. */
    notice(callId: string) {
      unread.add(callId);
      forgetOldest(unread);
      start();
    },
    calls: () => calls.values(),
    watch(watched: boolean) {
      isWatched = watched;
      start();
    },
    async close() {
      isClosed = true;
      await reading;
    },
  };
}
