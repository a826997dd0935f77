import type { FallbackQueue } from '../outcomes/fallback-queue.ts';
import type { OutcomeItem } from '../outcomes/item.ts';
import type { OutcomeStore } from '../outcomes/store.ts';
import { describeError, log } from './log.ts';

/** How an item was kept: one that is `queued` is stored later, `logged` is the last resort. */
export type StoredHow = 'stored' | 'duplicate' | 'queued' | 'logged';

/** The store, and the queue for items that the store refuses. Without a queue these go to the log. */
export interface Recorders {
  readonly store: OutcomeStore;
  readonly queue?: FallbackQueue | undefined;
}

/**
 * Writes an item whole to the log, where `outcomes backfill` finds it. The form of the
 * line is `{"message":"outcome not stored","item":{…}}`.
 */
export const logItem = (item: OutcomeItem, errors: readonly unknown[]): void =>
  log('ERROR', 'outcome not stored', { item, errors: errors.map((error) => describeError(error)) }, [
    'outcomesLogged',
  ]);

/** Says why DynamoDB did not take an item at once. What came of the second try is told by other lines. */
export const logRetry = ({ callId }: OutcomeItem, error: unknown): void =>
  log('WARN', 'outcome tried again', { callId, error: describeError(error) });

/**
 * Records an item and never throws, as the caller is waiting for the answer. An item that the
 * store does not take goes to the queue, and if the queue does not take it either, to the
 * log. Both time-outs together are 3.5 seconds unless set otherwise.
 * @param spentMilliseconds what a read before has taken of the first of them
 */
export async function recordOutcome(
  { store, queue }: Recorders,
  item: OutcomeItem,
  spentMilliseconds = 0,
): Promise<StoredHow> {
  try {
    return await store.put(item, spentMilliseconds);
  } catch (storeError) {
    try {
      if (!queue) throw new Error('there is no queue');
      await queue.send(item);
      log('WARN', 'outcome queued', { callId: item.callId, error: describeError(storeError) }, [
        'outcomesQueued',
      ]);
      return 'queued';
    } catch (queueError) {
      logItem(item, [storeError, queueError]);
      return 'logged';
    }
  }
}
