import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeTableCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dynamoDbClient } from '../../../bin/aws/dynamodb-client.ts';
import referSuccess from '../../../bin/documented-events/refer-success.json' with { type: 'json' };
import { type LocalServer, type LocalServerSettings, startLocalServer } from '../../../bin/local/server.ts';
import { Failure } from '../../../bin/usage/usage-error.ts';
import { OUTCOMES_TABLE } from '../../../functions/outcomes/table.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { ownFolder } from '../../support/folder.ts';

const SETTINGS: LocalServerSettings = {
  port: 0,
  token: 'secret',
  policy: parsePolicy({}),
  tableName: 'outcomes',
  dataDirectory: undefined,
};

const data = ownFolder().path;

let running: LocalServer[];
beforeEach(() => {
  running = [];
});
afterEach(() => Promise.all(running.map((server) => server.close())));

async function start(change: Partial<LocalServerSettings> = {}): Promise<LocalServer> {
  const server = await startLocalServer({ ...SETTINGS, ...change });
  running.push(server);
  return server;
}

const post = ({ baseUrl, token }: LocalServer) =>
  fetch(`${baseUrl}/${token}/refer-complete`, { method: 'POST', body: JSON.stringify(referSuccess) });

async function stored({ endpoint, tableName }: LocalServer): Promise<number | undefined> {
  const client = dynamoDbClient(endpoint);
  const { Count } = await client.send(new ScanCommand({ TableName: tableName }));
  client.destroy();
  return Count;
}

test('makes the table as it is described', async () => {
  const { endpoint } = await start();
  const client = dynamoDbClient(endpoint);
  const { Table } = await client.send(new DescribeTableCommand({ TableName: 'outcomes' }));
  client.destroy();
  expect(Table?.BillingModeSummary?.BillingMode).toBe('PAY_PER_REQUEST');
  expect(Table?.KeySchema?.map((key) => key.AttributeName)).toEqual(['callId', 'eventKey']);
  const indexes = Table?.GlobalSecondaryIndexes ?? [];
  expect(indexes.map((index) => index.IndexName).toSorted()).toEqual(['byKnownCaller', 'byOutcome']);
  for (const { name, projected } of OUTCOMES_TABLE.indexes) {
    const { Projection } = indexes.find((index) => index.IndexName === name) ?? {};
    expect(Projection).toMatchObject({ ProjectionType: 'INCLUDE' });
    expect(Projection?.NonKeyAttributes?.toSorted()).toEqual([...projected].toSorted());
  }
});

test('two servers in one process have tables, tokens and data of their own', async () => {
  const [one, two] = [await start(), await start({ token: 'other', tableName: 'other-table' })];
  expect((await post(one)).status).toBe(200);
  expect((await post({ ...one, token: 'other' })).status).toBe(404);
  expect(await stored(one)).toBe(1);
  expect(await stored(two)).toBe(0);
  expect((await post(two)).status).toBe(200);
  expect(await stored(two)).toBe(1);
});

test('uses and fills a DynamoDB that is there', async () => {
  const { endpoint } = await start();
  const server = await start({ dynamoDbEndpoint: endpoint, tableName: 'second' });
  expect(server.endpoint).toBe(endpoint);
  await post(server);
  expect(await stored(server)).toBe(1);
  await expect(start({ dynamoDbEndpoint: endpoint, tableName: 'second' })).resolves.toBeDefined();
});

test.each<[string, (server: LocalServer) => Partial<LocalServerSettings>, RegExp]>([
  [
    'a port in use',
    ({ baseUrl }) => ({ port: Number(new URL(baseUrl).port) }),
    /^Port \d+ is in use\. .*PORT=\d+ npx bandwidth-call-recovery start$/,
  ],
  ['a locked data folder', () => ({ dataDirectory: data }), /used by another running server.*DATA_DIR=/],
  [
    'a data folder in a file',
    () => ({ dataDirectory: join(data, 'dynamodb/CURRENT') }),
    /CURRENT cannot be used \(\w+\)/,
  ],
  [
    'no DynamoDB',
    () => ({ dynamoDbEndpoint: 'http://127.0.0.1:9' }),
    /DynamoDB at http:\/\/127\.0\.0\.1:9 .*ECONNREFUSED/,
  ],
  [
    'something else there',
    ({ baseUrl }) => ({ dynamoDbEndpoint: baseUrl }),
    /DynamoDB at .* does not serve us/,
  ],
])('%s: one line that says what to do, and nothing left behind', async (_what, change, message) => {
  const server = await start({ dataDirectory: data });
  const before = readdirSync(data);
  const failed = start(change(server));
  await expect(failed).rejects.toThrow(Failure);
  await expect(failed).rejects.toThrow(message);
  await expect(failed).rejects.not.toThrow('\n');
  expect(readdirSync(data)).toEqual(before);
});
