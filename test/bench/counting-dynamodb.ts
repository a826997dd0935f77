import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { type AttributeValue, CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { dynamoDbClient } from '../../bin/local/dynamodb-client.ts';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import { prepareOutcomesTable } from '../../bin/local/outcomes-table.ts';
import { IDEMPOTENCY_TABLE_NAME, OUTCOMES_TABLE_NAME } from './environment.ts';
import { indexWriteUnits } from './write-units.ts';

/** What a DynamoDB was asked since the last time it was read. */
export interface DynamoDbCounts {
  readonly requests: number;
  readonly writeUnits: number;
  /** Head and body, both ways. */
  readonly bytes: number;
  readonly operations: readonly string[];
}

interface Answer {
  readonly ConsumedCapacity?: { readonly CapacityUnits: number };
}

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

/** Asks dynalite the same, and for the units that it takes. */
async function forward(endpoint: string, request: IncomingMessage, asked: object) {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers;
  const { status, body } = await fetch(endpoint, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body: JSON.stringify({ ...asked, ReturnConsumedCapacity: 'TOTAL' }),
  }).then(async (response) => ({ status: response.status, body: (await response.json()) as Answer }));
  const { ConsumedCapacity, ...rest } = body;
  return { status, units: ConsumedCapacity?.CapacityUnits ?? 0, answer: Buffer.from(JSON.stringify(rest)) };
}

/** Starts dynalite, with the tables of all contestants, behind a door that counts. */
export async function startCountingDynamoDb() {
  const embedded = await startEmbeddedDynamoDb(undefined);
  await prepareOutcomesTable(embedded.endpoint, OUTCOMES_TABLE_NAME);
  await createIdempotencyTable(embedded.endpoint);
  const sockets = new Set<Socket>();
  let operations: string[] = [];
  let writeUnits = 0;
  let bytesBefore = 0;

  const server = createServer(async (request, response) => {
    sockets.add(request.socket);
    const asked = JSON.parse((await buffer(request)).toString()) as {
      readonly TableName: string;
      readonly Item?: Readonly<Record<string, AttributeValue>>;
    };
    operations.push(String(request.headers['x-amz-target']).replace(/^.*\./, ''));
    const { status, units, answer } = await forward(embedded.endpoint, request, asked);
    writeUnits += units;
    if (status === 200 && asked.Item && asked.TableName === OUTCOMES_TABLE_NAME) {
      writeUnits += indexWriteUnits(asked.Item);
    }
    response.writeHead(status, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': answer.length,
      'x-amz-crc32': crc32(answer),
    });
    response.end(answer);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const bytesNow = (): number =>
    [...sockets].reduce((sum, socket) => sum + socket.bytesRead + socket.bytesWritten, 0);
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What was asked since the last time. */
    read(): DynamoDbCounts {
      const counts = { requests: operations.length, writeUnits, bytes: bytesNow() - bytesBefore, operations };
      operations = [];
      writeUnits = 0;
      bytesBefore = bytesNow();
      return counts;
    },
    async close(): Promise<void> {
      server.close();
      server.closeAllConnections();
      await embedded.close();
    },
  };
}
