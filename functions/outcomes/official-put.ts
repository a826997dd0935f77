import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';

/** A PutItem with the client of AWS, which finds keys, region and endpoint by all the rules there are. */
export function officialPut(tryMilliseconds: number, maxAttempts: number) {
  const client = new DynamoDBClient({
    maxAttempts,
    requestHandler: {
      connectionTimeout: tryMilliseconds,
      requestTimeout: tryMilliseconds,
      throwOnRequestTimeout: true,
    },
  });
  return async (input: PutItemCommandInput, abortSignal: AbortSignal): Promise<'stored' | 'duplicate'> => {
    try {
      await client.send(new PutItemCommand(input), { abortSignal });
      return 'stored';
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return 'duplicate';
      throw error;
    }
  };
}
