import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  type DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { OUTCOMES_TABLE } from '../../functions/outcomes/table.ts';
import { typed } from '../../lib/checkout.ts';
import { dynamoDbClient } from '../aws/dynamodb-client.ts';
import { Failure } from '../usage/usage-error.ts';

const keySchema = (table: { partitionKey: string; sortKey: string }) => [
  { AttributeName: table.partitionKey, KeyType: 'HASH' as const },
  { AttributeName: table.sortKey, KeyType: 'RANGE' as const },
];

/** The outcomes table as a request that makes it: on demand, every key a string. */
function createTableInput(tableName: string): CreateTableCommandInput {
  const keys = new Set(
    [OUTCOMES_TABLE, ...OUTCOMES_TABLE.indexes].flatMap((each) => [each.partitionKey, each.sortKey]),
  );
  return {
    TableName: tableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [...keys].map((name) => ({ AttributeName: name, AttributeType: 'S' })),
    KeySchema: keySchema(OUTCOMES_TABLE),
    GlobalSecondaryIndexes: OUTCOMES_TABLE.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: [...index.projected] },
    })),
  };
}

/** Has a request give nothing where it fails in an expected way. */
const unless = (expected: new (...given: never[]) => Error) => (error: unknown) => {
  if (!(error instanceof expected)) throw error;
  return undefined;
};

async function create(client: DynamoDBClient, TableName: string): Promise<void> {
  // Another server may be faster: its table will do.
  await client
    .send(new CreateTableCommand(createTableInput(TableName)))
    .catch(unless(ResourceInUseException));
  await waitUntilTableExists({ client, minDelay: 1, maxDelay: 1, maxWaitTime: 60 }, { TableName });
  const TimeToLiveSpecification = { AttributeName: OUTCOMES_TABLE.timeToLive, Enabled: true };
  // The embedded DynamoDB has no time to live; without it expired items merely stay.
  await client.send(new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification })).catch(() => {});
}

function checkKeys(table: TableDescription, tableName: string): void {
  const names = (table.KeySchema ?? []).map((key) => key.AttributeName).join(', ');
  const wanted = `${OUTCOMES_TABLE.partitionKey}, ${OUTCOMES_TABLE.sortKey}`;
  if (names === wanted) return;
  throw new Failure(
    `The table "${tableName}" is another one: its keys are ${names}, not ${wanted}. Name one to be made: OUTCOMES_TABLE=outcomes2 ${typed('start')}`,
  );
}

/**
 * Makes the outcomes table where it is missing; one that is there is left as it is.
 * @throws {Failure} when DynamoDB does not answer, or a table of that name has other keys
 */
export async function prepareOutcomesTable(endpoint: string, tableName: string): Promise<void> {
  const client = dynamoDbClient(endpoint);
  try {
    const described = await client
      .send(new DescribeTableCommand({ TableName: tableName }))
      .catch(unless(ResourceNotFoundException));
    if (described?.Table) checkKeys(described.Table, tableName);
    else await create(client, tableName);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const { code, name, message } = error as NodeJS.ErrnoException;
    throw new Failure(
      `DynamoDB at ${endpoint} does not serve us (${code ?? (message || name)}). Start it, correct AWS_ENDPOINT_URL_DYNAMODB, or unset that to use the embedded one.`,
      { cause: error },
    );
  } finally {
    client.destroy();
  }
}
