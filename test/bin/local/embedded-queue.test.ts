import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clientSettings, dynamoDbClient } from '../../../bin/aws/dynamodb-client.ts';
import { type EmbeddedQueue, startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';
import { startLocalServer } from '../../../bin/local/server.ts';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';

let queue: EmbeddedQueue;
let client: SQSClient;
beforeEach(async () => {
  queue = await startEmbeddedQueue({ hiddenSeconds: 1, maxReceives: 2 });
  client = new SQSClient(clientSettings(queue.endpoint, 10));
});
afterEach(async () => {
  client.destroy();
  await queue.close();
});

async function send(...bodies: readonly string[]) {
  const { queueUrl: QueueUrl } = queue;
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
}

async function receive(QueueUrl: string): Promise<(string | undefined)[]> {
  const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 3 }));
  return Messages.map(({ Body }) => Body);
}

test('a message is a dead letter after so many receives, and is counted until then', async () => {
  await send('poison');
  for (let receives = 0; receives < 2; receives += 1) {
    expect(await receive(queue.queueUrl)).toEqual(['poison']);
    expect(await queue.waiting()).toBe(1);
  }
  expect(await receive(queue.queueUrl)).toEqual([]);
  expect(await queue.waiting()).toBe(0);
  expect(await receive(queue.deadLettersUrl)).toEqual(['poison']);
});

test('a local server stores what waits, and a poison message holds up no other', async () => {
  await send('no JSON', toMessage(itemOf('c-1')), '{"callId":"c"}', toMessage(itemOf('c-2')));
  const server = await startLocalServer({
    port: 0,
    token: 'secret',
    policy: parsePolicy({}),
    tableName: 'outcomes',
    dataDirectory: undefined,
    fallbackQueueUrl: queue.queueUrl,
  });
  const table = dynamoDbClient(server.endpoint);
  const stored = async () => {
    const { Items = [] } = await table.send(new ScanCommand({ TableName: 'outcomes' }));
    return Items.map(({ callId }) => callId?.S).toSorted();
  };
  await expect.poll(stored, { timeout: 30_000 }).toEqual(['c-1', 'c-2']);
  // The two that nobody can store are given up on.
  await expect.poll(() => queue.waiting(), { timeout: 30_000 }).toBe(0);
  table.destroy();
  await server.close();
});
