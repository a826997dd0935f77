import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import type { DynamoDbEndpoint } from './outcomes-table.ts';

/** The region that a request was signed for. */
const SIGNED_REGION = /Credential=[^/]+\/\d{8}\/([^/]+)\//;

/** Sends a request of another client to a database, whatever it is signed with. */
async function forward(endpoint: string, { method, headers, url }: IncomingMessage, body: string) {
  const { 'content-length': _, ...kept } = headers;
  const forwarded = request(`${endpoint}${url}`, { method, headers: kept });
  forwarded.end(body);
  const [answer] = (await once(forwarded, 'response')) as [IncomingMessage];
  return { status: answer.statusCode ?? 502, headers: answer.headers, body: await text(answer) };
}

/**
 * One address with a DynamoDB for each region behind it. Every table says that it has a replica in each. What is
 * put into one is put into the others at once, whatever is there, unless the regions are cut off from each other.
 */
export async function startRegions(
  regions: readonly string[],
  { cutOff = false }: { readonly cutOff?: boolean } = {},
): Promise<DynamoDbEndpoint> {
  const databases = await Promise.all(regions.map(() => startEmbeddedDynamoDb(undefined)));
  const server = createServer(async (incoming, outgoing) => {
    const [, region = ''] = SIGNED_REGION.exec(incoming.headers.authorization ?? '') ?? [];
    const database = databases[regions.indexOf(region)];
    if (!database) return void outgoing.destroy();
    const body = await text(incoming);
    const answer = await forward(database.endpoint, incoming, body);
    const action = answer.status === 200 && String(incoming.headers['x-amz-target']).split('.')[1];
    if (action === 'PutItem' && !cutOff) {
      const { ConditionExpression: _, ...unconditional } = JSON.parse(body);
      for (const other of databases.filter((each) => each !== database))
        await forward(other.endpoint, incoming, JSON.stringify(unconditional));
    }
    if (action === 'DescribeTable') {
      const Replicas = regions.map((RegionName) => ({ RegionName }));
      const described = { Table: { ...JSON.parse(answer.body).Table, Replicas } };
      return void outgoing.writeHead(200).end(JSON.stringify(described));
    }
    outgoing.writeHead(answer.status, answer.headers).end(answer.body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await Promise.all(databases.map((database) => database.close()));
    },
  };
}
