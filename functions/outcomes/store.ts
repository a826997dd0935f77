import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { toAttributeMap } from './attribute-value.ts';
import type { OutcomeItem } from './item.ts';
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

/** A store in DynamoDB: one conditional PutItem an item, and no read. */
export function dynamoDbStore(tableName: string): OutcomeStore {
  const client = new DynamoDBClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: TRY_TIMEOUT_MILLISECONDS,
      requestTimeout: TRY_TIMEOUT_MILLISECONDS,
      throwOnRequestTimeout: true,
    },
  });
  return {
    async put(item) {
      const command = new PutItemCommand({
        TableName: tableName,
        Item: toAttributeMap(item),
        ConditionExpression: `attribute_not_exists(${OUTCOMES_TABLE.partitionKey})`,
      });
      try {
        await client.send(command, { abortSignal: AbortSignal.timeout(WRITE_TIMEOUT_MILLISECONDS) });
        return 'stored';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'duplicate';
        throw error;
      }
    },
  };
}
