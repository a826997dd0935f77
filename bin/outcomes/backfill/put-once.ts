import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';

/**
 * The conditional put of the functions, with another client: nobody waits for an answer here, so it
 * may try for as long as the SDK does.
 */
export const putOnce =
  (client: DynamoDBClient, tableName: string) =>
  async (item: OutcomeItem): Promise<'stored' | 'duplicate'> => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: tableName,
          Item: toAttributeMap(item),
          ConditionExpression: `attribute_not_exists(${OUTCOMES_TABLE.partitionKey})`,
        }),
      );
      return 'stored';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'duplicate';
      throw error;
    }
  };
