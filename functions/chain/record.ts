import type { FallbackQueue } from '../outcomes/fallback-queue.ts';
import type { OutcomeItem } from '../outcomes/item.ts';
import type { OutcomeStore } from '../outcomes/store.ts';
import { describeError, log } from './log.ts';

/** What became of an item; `queued` is stored later, `logged` is the last resort. */
export type Recorded = 'stored' | 'duplicate' | 'queued' | 'logged';

/** Where items go. Without a queue the log follows the store. */
export interface Recorders {
  readonly store: OutcomeStore;
  readonly queue?: FallbackQueue | undefined;
}

/**
 * Writes an item whole to the log, where `npm run outcomes -- backfill` finds it. The form of the
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
 * Records an item and never throws: the caller is waiting for the answer. What the
 * store does not take goes to the queue, and what the queue does not take to the
 * log: after the time-outs of both, 2 + 1.5 seconds unless set otherwise.
 */
export async function record({ store, queue }: Recorders, item: OutcomeItem): Promise<Recorded> {
  try {
    return await store.put(item);
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
