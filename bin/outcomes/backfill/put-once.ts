import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { putBy } from '../../../functions/outcomes/client-put.ts';
import type { OutcomeItem } from '../../../functions/outcomes/item.ts';
import { putOnceInput } from '../../../functions/outcomes/put.ts';

/** The put of the functions by another client: nobody waits here, so it may try for as long as the SDK does. */
export function putOnce(client: DynamoDBClient, tableName: string) {
  const put = putBy(client);
  return (item: OutcomeItem): Promise<'stored' | 'duplicate'> => put(putOnceInput(tableName, item));
}
