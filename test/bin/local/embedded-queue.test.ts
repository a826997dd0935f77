import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { dynamoDbClient } from '../../../bin/local/dynamodb-client.ts';
import { type EmbeddedQueue, startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';
import { startLocalServer } from '../../../bin/local/server.ts';
import { toMessage } from '../../../functions/outcomes/fallback-queue.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';

const clientOf = ({ endpoint }: EmbeddedQueue): SQSClient =>
  new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

async function send(queue: EmbeddedQueue, bodies: readonly string[]) {
  const client = clientOf(queue);
  const { queueUrl: QueueUrl } = queue;
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  client.destroy();
}

test('a message is a dead letter after so many receives, and is counted until then', async () => {
  const queue = await startEmbeddedQueue({ hiddenSeconds: 1, maxReceives: 2 });
  await send(queue, ['poison']);
  const client = clientOf(queue);
  const receive = async (QueueUrl: string): Promise<(string | undefined)[]> => {
    const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 3 }));
    return Messages.map(({ Body }) => Body);
  };
  for (let receives = 0; receives < 2; receives += 1) {
    expect(await receive(queue.queueUrl)).toEqual(['poison']);
    expect(await queue.waiting()).toBe(1);
  }
  expect(await receive(queue.queueUrl)).toEqual([]);
  expect(await queue.waiting()).toBe(0);
  expect(await receive(queue.deadLettersUrl)).toEqual(['poison']);
  client.destroy();
  await queue.close();
});

test('a local server stores what waits, and a poison message holds up no other', async () => {
  const queue = await startEmbeddedQueue({ hiddenSeconds: 1, maxReceives: 2 });
  await send(queue, ['no JSON', toMessage(itemOf('c-1')), '{"callId":"c"}', toMessage(itemOf('c-2'))]);
  const server = await startLocalServer({
    port: 0,
    token: 'secret',
    policy: parsePolicy({}),
    tableName: 'outcomes',
    dataDirectory: undefined,
    fallbackQueueUrl: queue.queueUrl,
  });
  const client = dynamoDbClient(server.endpoint);
  const { eventKey } = itemOf('');
  const isStored = async (callId: string) =>
    (
      await client.send(
        new GetItemCommand({
          TableName: 'outcomes',
          Key: { callId: { S: callId }, eventKey: { S: eventKey } },
        }),
      )
    ).Item !== undefined;
  await expect.poll(() => isStored('c-1'), { timeout: 30_000 }).toBe(true);
  await expect.poll(() => isStored('c-2'), { timeout: 30_000 }).toBe(true);
  // The two that nobody can store are given up on.
  await expect.poll(() => queue.waiting(), { timeout: 30_000 }).toBe(0);
  client.destroy();
  await server.close();
  await queue.close();
});
