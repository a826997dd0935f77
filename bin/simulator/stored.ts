import { DynamoDBClient, paginateQuery } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../aws/dynamodb-client.ts';

/** An item of the outcomes table, as far as the contract of docs/design.md promises it. */
export interface ReadBackItem {
  readonly eventKey: string;
  readonly eventType?: string | undefined;
  readonly outcome: string | undefined;
  /** The id of the hand-off that it is about, where its callee was asked. */
  readonly confirm?: string | undefined;
}

/** Reads what is stored for a call, in order of time. */
export type ReadStored = (callId: string) => Promise<readonly ReadBackItem[]>;

/** Where the outcomes are kept; the rest comes from the AWS SDK's own environment. */
export interface TableAddress {
  readonly tableName: string;
  readonly endpoint?: string | undefined;
  /** Another region than that of the environment. */
  readonly region?: string | undefined;
}

/** Reads back through DynamoDB Query. */
export function readBackFrom({ tableName: TableName, endpoint, region }: TableAddress): ReadStored {
  const client =
    endpoint === undefined ? new DynamoDBClient(region ? { region } : {}) : dynamoDbClient(endpoint, region);
  const query = { TableName, ConsistentRead: true, KeyConditionExpression: 'callId = :callId' };
  return async (callId) => {
    const input = { ...query, ExpressionAttributeValues: { ':callId': { S: callId } } };
    const pages = await Array.fromAsync(paginateQuery({ client }, input));
    const items = pages.flatMap(({ Items = [] }) => Items);
    return items
      .toSorted((one, other) => (one.eventTime?.S ?? '').localeCompare(other.eventTime?.S ?? ''))
      .map(({ eventKey, eventType, outcome, confirm }) => ({
        eventKey: eventKey?.S ?? '',
        eventType: eventType?.S,
        outcome: outcome?.S,
        confirm: confirm?.S,
      }));
  };
}
