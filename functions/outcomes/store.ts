import { toAttributeMap } from './attribute-value.ts';
import type { OutcomeItem } from './item.ts';
import type { officialPut } from './official-put.ts';
import { quickPut } from './quick-put.ts';
import { OUTCOMES_TABLE } from './table.ts';

/** Where outcomes are kept. */
export interface OutcomeStore {
  /**
   * Stores an item once: a second item of the same key changes nothing and is `duplicate`.
   * @throws when the store cannot be reached or refuses, within about 2 seconds
   */
  put(item: OutcomeItem): Promise<'stored' | 'duplicate'>;
}

/** The whole time for a write, retries included: the caller waits meanwhile. */
const WRITE_TIMEOUT_MILLISECONDS = 2000;

/** One try that hangs leaves time for another. */
const TRY_TIMEOUT_MILLISECONDS = 900;

/**
 * A store in DynamoDB: one conditional PutItem an item, and no read. The official client is
 * loaded when the quick way has failed, or cannot be gone.
 */
export function dynamoDbStore(tableName: string): OutcomeStore {
  const quick = quickPut(process.env, TRY_TIMEOUT_MILLISECONDS);
  let official: Promise<ReturnType<typeof officialPut>> | undefined;
  const loadOfficial = () => {
    const maxAttempts = quick ? 1 : 2;
    official ??= import('./official-put.ts').then((module) =>
      module.officialPut(TRY_TIMEOUT_MILLISECONDS, maxAttempts),
    );
    return official;
  };
  return {
    async put(item) {
      const input = {
        TableName: tableName,
        Item: toAttributeMap(item),
        ConditionExpression: `attribute_not_exists(${OUTCOMES_TABLE.partitionKey})`,
      };
      const began = performance.now();
      const recorded = (await quick?.(input)) ?? 'failed';
      if (recorded !== 'failed') return recorded;
      const left = Math.max(1, Math.round(WRITE_TIMEOUT_MILLISECONDS - (performance.now() - began)));
      return (await loadOfficial())(input, AbortSignal.timeout(left));
    },
  };
}
