import { Readable } from 'node:stream';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { putBy } from '../../../functions/outcomes/client-put.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { putOnceInput } from '../../../functions/outcomes/put.ts';
import { isOfEverything } from '../../aws/failure.ts';

/** An item to be stored, or the reason why there is none to be read. */
export interface Found {
  readonly item?: OutcomeItem;
  readonly unreadable?: string;
  /** Called when it is in the table: it need not be kept where it was found. */
  readonly done?: () => Promise<unknown>;
}

/** The counts of all that was found, by how it ended. */
export interface Replayed {
  stored: number;
  alreadyThere: number;
  unreadable: number;
  refused: number;
  /** The first few reasons. */
  readonly reasons: string[];
  /** The error that would have been the same for every item that follows. */
  stoppedBy?: unknown;
}

const CONCURRENCY = 8;
const MAX_REASONS = 5;

/** The put of the functions by another client: nobody waits here, so it may try for as long as the SDK does. */
export function putOnce(client: DynamoDBClient, tableName: string) {
  const put = putBy(client);
  return (item: OutcomeItem): Promise<'stored' | 'duplicate'> => put(putOnceInput(tableName, item));
}

/**
 * Stores each item once. Doing it again changes nothing, and one that cannot be stored does not stop the others. What
 * would stop every other aborts `stop`, as Ctrl-C does: the items that were begun are still counted.
 */
export async function replay(
  found: AsyncIterable<Found>,
  put: (item: OutcomeItem) => Promise<'stored' | 'duplicate'>,
  stop: AbortController,
): Promise<Replayed> {
  const replayed: Replayed = { stored: 0, alreadyThere: 0, unreadable: 0, refused: 0, reasons: [] };
  const explain = (reason: string) => {
    if (replayed.reasons.length < MAX_REASONS) replayed.reasons.push(reason);
  };
  async function store({ item, unreadable, done }: Found): Promise<void> {
    if (stop.signal.aborted) return;
    if (!item) {
      replayed.unreadable += 1;
      return explain(unreadable ?? 'not an outcome');
    }
    try {
      replayed[(await put(item)) === 'stored' ? 'stored' : 'alreadyThere'] += 1;
      await done?.();
    } catch (error) {
      if (isOfEverything(error)) {
        replayed.stoppedBy ??= error;
        return stop.abort();
      }
      replayed.refused += 1;
      explain(`call ${item.callId}: ${(error as Error).name}: ${(error as Error).message}`);
    }
  }
  await Readable.from(found).forEach(store, { concurrency: CONCURRENCY });
  return replayed;
}
