import { DEFAULT_STORE_TIMEOUT_MILLISECONDS, READ_TIMEOUT_MILLISECONDS } from '../environment.ts';
import type { OutcomeItem } from './item.ts';
import {
  type Get,
  getInput,
  type ItemKey,
  type Put,
  putAgainInput,
  putOnceInput,
  tryTimeoutMilliseconds,
} from './put.ts';
import { signedRequests } from './signed-put/signed-put.ts';

/** Where outcomes are kept. */
export interface OutcomeStore {
  /**
   * Stores an item once: a second item of the same key changes nothing and is `duplicate`.
   * @param spentMilliseconds what a read has taken of the time-out already; half of it is left in any case
   * @throws when the store cannot be reached or refuses, within its time-out
   */
  put(item: OutcomeItem, spentMilliseconds?: number): Promise<'stored' | 'duplicate'>;
  /**
   * Tells whether an item is stored.
   * @throws when the store cannot be reached or refuses, within {@link READ_TIMEOUT_MILLISECONDS}
   */
  has?(key: ItemKey): Promise<boolean>;
  /** Opens a connection before it is needed. Never throws, and takes a quarter of a second at most. */
  open?(): Promise<void>;
}

/**
 * A store in DynamoDB: one conditional PutItem an item. AWS's client makes
 * the second try, and is loaded only then; where the environment is none of a Lambda
 * function, it makes both. An item of which only the answer of the first try was lost is `stored`.
 * @param onRetry told of which item the first try failed, and why
 * @param timeoutMilliseconds the whole time for a write, both tries included
 */
export function dynamoDbStore(
  tableName: string,
  onRetry: (item: OutcomeItem, error: unknown) => void = () => undefined,
  timeoutMilliseconds: number = DEFAULT_STORE_TIMEOUT_MILLISECONDS,
): OutcomeStore {
  const tryTimeout = tryTimeoutMilliseconds(timeoutMilliseconds);
  let loaded: Promise<Put> | undefined;
  const putByClient: Put = async (...request) => {
    loaded ??= import('#client-put').then(({ clientPut }) => clientPut(tryTimeout));
    return (await loaded)(...request);
  };
  const signed = signedRequests(process.env, tryTimeout);
  const firstPut = signed?.put ?? putByClient;
  let loadedGet: Promise<Get> | undefined;
  return {
    ...(signed && { open: signed.open }),
    async put(item, spentMilliseconds = 0) {
      const input = putOnceInput(tableName, item);
      const leftMilliseconds = Math.max(timeoutMilliseconds - spentMilliseconds, timeoutMilliseconds / 2);
      const abortSignal = AbortSignal.timeout(Math.round(leftMilliseconds));
      try {
        return await firstPut(input, abortSignal);
      } catch (error) {
        onRetry(item, error);
        return putByClient(putAgainInput(input), abortSignal);
      }
    },
    async has(key) {
      const input = getInput(tableName, key);
      const abortSignal = AbortSignal.timeout(READ_TIMEOUT_MILLISECONDS);
      if (signed) return signed.get(input, abortSignal).catch(() => signed.get(input, abortSignal));
      loadedGet ??= import('#client-put').then(({ clientGet }) =>
        clientGet(tryTimeoutMilliseconds(READ_TIMEOUT_MILLISECONDS)),
      );
      return (await loadedGet)(input, abortSignal);
    },
  };
}
