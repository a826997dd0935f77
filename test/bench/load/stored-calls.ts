import { paginateScan } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../../bin/local/dynamodb-client.ts';
import type { LoadedServer } from './server.ts';

/** How often each call is in the table. */
export async function storedCalls({
  dynamoDbEndpoint,
  tableName,
}: LoadedServer): Promise<ReadonlyMap<string, number>> {
  const client = dynamoDbClient(dynamoDbEndpoint);
  const stored = new Map<string, number>();
  const pages = paginateScan({ client }, { TableName: tableName, ProjectionExpression: 'callId' });
  for await (const { Items = [] } of pages) {
    for (const { callId } of Items) {
      const id = callId?.S ?? '';
      stored.set(id, (stored.get(id) ?? 0) + 1);
    }
  }
  client.destroy();
  return stored;
}
