import type { OutcomeItem } from '../outcomes/item.ts';
import type { OutcomeStore } from '../outcomes/store.ts';
import { describeError, log } from './log.ts';

/** What became of an item; `logged` is the last resort. */
export type Recorded = 'stored' | 'duplicate' | 'logged';

/**
 * Records an item and never throws: the caller is waiting for the answer. What the
 * store does not take is written whole to the log, in the form
 * `{"message":"outcome not stored","item":{…}}`.
 */
export async function record(store: OutcomeStore, item: OutcomeItem): Promise<Recorded> {
  try {
    return await store.put(item);
  } catch (error) {
    log('ERROR', 'outcome not stored', { item, error: describeError(error) });
    return 'logged';
  }
}
