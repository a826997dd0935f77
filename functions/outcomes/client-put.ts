import { ConditionalCheckFailedException, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type Put, TRY_TIMEOUT_MILLISECONDS } from './put.ts';

/** A put by the client of AWS, which finds keys, region and endpoint by all the rules there are. */
export function clientPut(maxAttempts: number): Put {
  const client = new DynamoDBClient({
    maxAttempts,
    requestHandler: {
      connectionTimeout: TRY_TIMEOUT_MILLISECONDS,
      requestTimeout: TRY_TIMEOUT_MILLISECONDS,
      throwOnRequestTimeout: true,
    },
  });
  return async (input, abortSignal) => {
    try {
      await client.send(new PutItemCommand(input), { abortSignal });
      return 'stored';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'duplicate';
      throw error;
    }
  };
}
