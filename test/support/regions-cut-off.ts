import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { startEmbeddedDynamoDb } from '../../bin/local/embedded-dynamodb.ts';
import type { DynamoDbEndpoint } from './outcomes-table.ts';

/** The region that a request was signed for. */
const SIGNED_REGION = /Credential=[^/]+\/\d{8}\/([^/]+)\//;

/**
 * One address with a DynamoDB for each region behind it. Every table says that it has a replica in each, but
 * nothing is replicated: regions that are cut off from each other.
 */
export async function regionsCutOff(regions: readonly string[]): Promise<DynamoDbEndpoint> {
  const databases = await Promise.all(regions.map(() => startEmbeddedDynamoDb(undefined)));
  const server = createServer(async (incoming, outgoing) => {
    const [, region = ''] = SIGNED_REGION.exec(incoming.headers.authorization ?? '') ?? [];
    const database = databases[regions.indexOf(region)];
    if (!database) return void outgoing.destroy();
    const { method, headers, url } = incoming;
    const body = await text(incoming);
    const forwarded = request(`${database.endpoint}${url}`, { method, headers }, async (answer) => {
      const answered = await text(answer);
      const isDescription = headers['x-amz-target'] === 'DynamoDB_20120810.DescribeTable';
      if (!isDescription || answer.statusCode !== 200)
        return outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(answered);
      const { Table } = JSON.parse(answered);
      const Replicas = regions.map((RegionName) => ({ RegionName }));
      return outgoing.writeHead(200).end(JSON.stringify({ Table: { ...Table, Replicas } }));
    });
    forwarded.end(body);
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
