import { randomUUID } from 'node:crypto';
import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, vi } from 'vitest';
import { dynamoDbClient, dynamoDbEnvironment } from '../../bin/aws/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { dynamoDbStore, type OutcomeStore } from '../../functions/outcomes/store.ts';
import { plainItem } from './plain-value.ts';

/** A way to get at a DynamoDB: `close` ends what was started for it. */
export interface DynamoDbEndpoint {
  readonly endpoint: string;
  close(): Promise<void>;
}

/** An outcomes table for all tests of a file, and the product's own store on it. */
export interface TestedTable {
  readonly name: string;
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  readonly store: OutcomeStore;
  /** The items of a call as attributes. */
  attributesOf(callId: string): Promise<Record<string, AttributeValue>[]>;
  /** The items of a call as plain values. */
  itemsOf(callId: string): Promise<Record<string, unknown>[]>;
  /** Every item of the table as plain values. */
  allItems(): Promise<Record<string, unknown>[]>;
}

/** Makes an outcomes table on dynalite, or on another DynamoDB, while the tests of a file run. */
export function outcomesTable(
  startDynamoDb: () => Promise<DynamoDbEndpoint> = () => startEmbeddedDynamoDb(undefined),
): TestedTable {
  const name = `outcomes-${randomUUID()}`;
  let dynamoDb: DynamoDbEndpoint;
  let client: DynamoDBClient;
  let store: OutcomeStore;

  beforeAll(async () => {
    dynamoDb = await startDynamoDb();
    await prepareOutcomesTable(dynamoDb.endpoint, name);
    for (const [variable, value] of Object.entries(dynamoDbEnvironment(dynamoDb.endpoint)))
      vi.stubEnv(variable, value);
    client = dynamoDbClient(dynamoDb.endpoint);
    store = dynamoDbStore(name);
  });
  afterAll(async () => {
    client.destroy();
    vi.unstubAllEnvs();
    await dynamoDb.close();
  });

  const attributesOf = async (callId: string) => {
    const query = new QueryCommand({
      TableName: name,
      ConsistentRead: true,
      KeyConditionExpression: 'callId = :callId',
      ExpressionAttributeValues: { ':callId': { S: callId } },
    });
    return (await client.send(query)).Items ?? [];
  };
  return {
    name,
    get endpoint() {
      return dynamoDb.endpoint;
    },
    get client() {
      return client;
    },
    get store() {
      return store;
    },
    attributesOf,
    itemsOf: async (callId) => (await attributesOf(callId)).map(plainItem),
    allItems: async () =>
      ((await client.send(new ScanCommand({ TableName: name, ConsistentRead: true }))).Items ?? []).map(
        plainItem,
      ),
  };
}
