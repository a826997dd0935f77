import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { toAttributeMap } from '../../../functions/outcomes/attribute-value.ts';
import { putBy } from '../../../functions/outcomes/client-put.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';

/**
 * The conditional put of the functions, with another client: nobody waits for an answer here, so it
 * may try for as long as the SDK does.
 */
export function putOnce(client: DynamoDBClient, tableName: string) {
  const put = putBy(client);
  return (item: OutcomeItem): Promise<'stored' | 'duplicate'> =>
    put({
      TableName: tableName,
      Item: toAttributeMap(item),
      ConditionExpression: `attribute_not_exists(${OUTCOMES_TABLE.partitionKey})`,
    });
}
