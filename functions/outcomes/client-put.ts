import { text } from 'node:stream/consumers';
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  type PutItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { HttpResponse } from '@smithy/core/protocols';
import { type Get, isPutAnswer, isSameItem, MAX_TOLD_CHARACTERS, type Put } from './put.ts';

/** The client takes an empty body, `[]`, `null` or a number for an answer without fields: makes it throw instead. */
function refuseOtherAnswers({ middlewareStack }: DynamoDBClient): void {
  middlewareStack.add(
    (next) => async (sent) => {
      const result = await next(sent);
      const { response } = result;
      if (!HttpResponse.isInstance(response) || response.statusCode >= 300) return result;
      const body = await text(response.body);
      if (!isPutAnswer(body)) {
        const told = body.slice(0, MAX_TOLD_CHARACTERS);
        throw new Error(`DynamoDB answered ${response.statusCode}: ${told}`);
      }
      response.body = Buffer.from(body);
      return result;
    },
    { step: 'deserialize', priority: 'low' },
  );
}

/** A put by a client of AWS, whose answers are checked from now on. */
export function putBy(client: DynamoDBClient) {
  refuseOtherAnswers(client);
  return async (input: PutItemCommandInput, abortSignal?: AbortSignal): ReturnType<Put> => {
    try {
      await client.send(new PutItemCommand(input), abortSignal && { abortSignal });
      return 'stored';
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      return isSameItem(input.Item, error.Item) ? 'stored' : 'duplicate';
    }
  };
}

const client = (maxAttempts: number, tryTimeoutMilliseconds: number): DynamoDBClient =>
  new DynamoDBClient({
    maxAttempts,
    requestHandler: {
      connectionTimeout: tryTimeoutMilliseconds,
      requestTimeout: tryTimeoutMilliseconds,
      throwOnRequestTimeout: true,
    },
  });

/** A put by a client of its own, one try, which finds keys, region and endpoint by all the rules there are. */
export const clientPut = (tryTimeoutMilliseconds: number): Put => putBy(client(1, tryTimeoutMilliseconds));

/** A read by a client of its own, which tries twice. */
export function clientGet(tryTimeoutMilliseconds: number): Get {
  const reader = client(2, tryTimeoutMilliseconds);
  refuseOtherAnswers(reader);
  return async (input, abortSignal) =>
    (await reader.send(new GetItemCommand(input), { abortSignal })).Item !== undefined;
}
