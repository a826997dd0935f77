import type { OutcomeItem } from './item.ts';
import { type Put, putOnceInput } from './put.ts';
import { signedPut } from './signed-put/signed-put.ts';

/** Where outcomes are kept. */
export interface OutcomeStore {
  /**
   * Stores an item once: a second item of the same key changes nothing and is `duplicate`.
   * @throws when the store cannot be reached or refuses, within about 2 seconds
   */
  put(item: OutcomeItem): Promise<'stored' | 'duplicate'>;
}

/** The whole time for a write, both tries included: the caller waits meanwhile. */
const WRITE_TIMEOUT_MILLISECONDS = 2000;

/**
 * A store in DynamoDB: one conditional PutItem an item, and no read. AWS's client makes
 * the second try, and is loaded only then; where the environment is none of a Lambda
 * function, it makes both.
 * @param onRetry told of which item the first try failed, and why
 */
export function dynamoDbStore(
  tableName: string,
  onRetry: (item: OutcomeItem, error: unknown) => void = () => undefined,
): OutcomeStore {
  const firstPut = signedPut(process.env);
  const maxAttempts = firstPut ? 1 : 2;
  let loaded: Promise<Put> | undefined;
  const secondPut = (): Promise<Put> => {
    loaded ??= import('#client-put').then(({ clientPut }) => clientPut(maxAttempts));
    return loaded;
  };
  return {
    async put(item) {
      const input = putOnceInput(tableName, item);
      const abortSignal = AbortSignal.timeout(WRITE_TIMEOUT_MILLISECONDS);
      if (firstPut) {
        try {
          return await firstPut(input, abortSignal);
        } catch (error) {
          onRetry(item, error);
        }
      }
      return (await secondPut())(input, abortSignal);
    },
  };
}
