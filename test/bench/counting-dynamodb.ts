import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type AttributeValue, CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../bin/aws/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { writeUnits } from '../support/write-units.ts';
import { IDEMPOTENCY_TABLE_NAME, OUTCOMES_TABLE_NAME } from './environment.ts';

async function createIdempotencyTable(endpoint: string): Promise<void> {
  const client = dynamoDbClient(endpoint);
  await client.send(
    new CreateTableCommand({
      TableName: IDEMPOTENCY_TABLE_NAME,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  client.destroy();
}

interface Asked {
  readonly TableName: string;
  readonly Item?: Readonly<Record<string, AttributeValue>>;
}

/** Asks dynalite the same, and for the units that it takes. */
async function forward(endpoint: string, request: IncomingMessage, asked: Asked) {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body: JSON.stringify({ ...asked, ReturnConsumedCapacity: 'TOTAL' }),
  });
  const { ConsumedCapacity, ...answer } = (await response.json()) as {
    readonly ConsumedCapacity?: { readonly CapacityUnits: number };
  };
  const units = ConsumedCapacity?.CapacityUnits ?? 0;
  return { status: response.status, units, answer: Buffer.from(JSON.stringify(answer)) };
}

/** The units that indexes take: dynalite leaves them out. */
function indexUnits({ TableName, Item }: Asked): number {
  if (TableName !== OUTCOMES_TABLE_NAME || !Item) return 0;
  const { table: _table, ...indexes } = writeUnits(Item);
  return Object.values(indexes).reduce((sum, each) => sum + each, 0);
}

/** Starts dynalite, with the tables of all contestants, behind a door that counts. */
export async function startCountingDynamoDb() {
  const embedded = await startEmbeddedDynamoDb(undefined);
  await prepareOutcomesTable(embedded.endpoint, OUTCOMES_TABLE_NAME);
  await createIdempotencyTable(embedded.endpoint);
  const sockets = new Set<Socket>();
  let operations: string[] = [];
  let units = 0;
  let bytesBefore = 0;

  const server = createServer(async (request, response) => {
    sockets.add(request.socket);
    const asked = JSON.parse((await buffer(request)).toString()) as Asked;
    operations.push(String(request.headers['x-amz-target']).replace(/^.*\./, ''));
    const { status, units: ofTable, answer } = await forward(embedded.endpoint, request, asked);
    units += ofTable + (status === 200 ? indexUnits(asked) : 0);
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': answer.length,
      'x-amz-crc32': crc32(answer),
    });
    response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What was asked since the last time; bytes are of head and body, both ways. */
    read() {
      const bytesNow = [...sockets].reduce((sum, each) => sum + each.bytesRead + each.bytesWritten, 0);
      const counts = { writeUnits: units, bytes: bytesNow - bytesBefore, operations };
      [operations, units, bytesBefore] = [[], 0, bytesNow];
      return counts;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await embedded.close();
    },
  };
}
