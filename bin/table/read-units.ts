import type { DynamoDBClient, QueryCommandOutput } from '@aws-sdk/client-dynamodb';

/** What was asked of a table so far. */
export interface Consumed {
  requests: number;
  /** Read units, as DynamoDB tells them: half a unit for 4 KB, a whole one if consistent. */
  readUnits: number;
}

/** Has a client count its requests, and the read units that they take, each at least so many. */
export function countReadUnits({ middlewareStack }: DynamoDBClient, least = 0): Consumed {
  const consumed = { requests: 0, readUnits: 0 };
  middlewareStack.add(
    (next) => async (args) => {
      const answer = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'TOTAL' } });
      consumed.requests += 1;
      const { ConsumedCapacity } = answer.output as QueryCommandOutput;
      consumed.readUnits += Math.max(least, ConsumedCapacity?.CapacityUnits ?? 0);
      return answer;
    },
    { step: 'initialize' },
  );
  return consumed;
}
