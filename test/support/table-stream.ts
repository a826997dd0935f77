import { type DynamoDBClient, UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from './pipe.ts';

/** Nobody checks it: DynamoDB Local wants only its form. */
const authorization =
  'AWS4-HMAC-SHA256 Credential=local/20261121/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

/** Turns on the stream of a table, as `outcomeEvents` does; gives its ARN. */
export async function turnOnStream(client: DynamoDBClient, TableName: string): Promise<string> {
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } as const;
  const { TableDescription } = await client.send(new UpdateTableCommand({ TableName, StreamSpecification }));
  return TableDescription?.LatestStreamArn ?? '';
}

/** Every record of a stream of DynamoDB Local, from its beginning. */
export async function streamRecords(endpoint: string, StreamArn: string): Promise<StreamRecord[]> {
  async function ask(action: string, input: object) {
    const answer = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDBStreams_20120810.${action}`,
        authorization,
      },
      body: JSON.stringify(input),
    });
    if (!answer.ok) throw new Error(`${action}: ${await answer.text()}`);
    return answer.json() as Promise<Record<string, never>>;
  }
  const records: StreamRecord[] = [];
  const { StreamDescription } = await ask('DescribeStream', { StreamArn });
  for (const { ShardId } of (StreamDescription as { Shards: { ShardId: string }[] } | undefined)?.Shards ??
    []) {
    let { ShardIterator } = await ask('GetShardIterator', {
      StreamArn,
      ShardId,
      ShardIteratorType: 'TRIM_HORIZON',
    });
    // A shard that is open never ends: an empty page says that there is no more.
    for (let page: StreamRecord[] = []; ShardIterator !== undefined; records.push(...page)) {
      const { Records, NextShardIterator } = await ask('GetRecords', { ShardIterator });
      page = Records ?? [];
      ShardIterator = page.length === 0 ? (undefined as never) : (NextShardIterator as never);
    }
  }
  return records;
}
