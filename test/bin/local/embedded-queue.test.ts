import { appendFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dynamoDbClient } from '../../../bin/local/dynamodb-client.ts';
import { type EmbeddedQueue, startEmbeddedQueue } from '../../../bin/local/embedded-queue.ts';
import { fileJournal } from '../../../bin/local/queue-journal.ts';
import { QueueMessages } from '../../../bin/local/queue-messages.ts';
import { startLocalServer } from '../../../bin/local/server.ts';
import { toMessage } from '../../../functions/outcomes/spill-queue.ts';
import { parsePolicy } from '../../../lib/policy/parse.ts';
import { itemOf } from '../../conformance/outcome-store/item.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'queue-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function send({ endpoint, queueUrl: QueueUrl }: EmbeddedQueue, bodies: readonly string[]) {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new SQSClient({ endpoint, region: 'us-east-1', credentials });
  for (const MessageBody of bodies) await client.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  client.destroy();
}

test('messages are kept between runs, and a queue that is empty leaves nothing behind', async () => {
  const file = join(folder, 'queue.ndjson');
  const first = await startEmbeddedQueue({ dataDirectory: folder });
  await send(first, ['one', 'two']);
  await first.close();
  appendFileSync(file, '{"what":"sent","id":"broken o');
  const again = await startEmbeddedQueue({ dataDirectory: folder });
  expect(again.waiting()).toBe(2);
  await send(again, ['three']);
  await again.close();

  const messages = new QueueMessages({ maxReceives: 5, journal: fileJournal(file) });
  const received = messages.receive(false, 10, 0);
  expect(received.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
  for (const { id } of received) messages.delete(id);
  messages.clearWhenEmpty();
  expect(existsSync(file)).toBe(false);
});

test('a message hides while it is looked at, and is dead after so many receives', () => {
  let now = 0;
  const rules = { maxReceives: 2, nowMilliseconds: () => now, journal: fileJournal(join(folder, 'queue')) };
  const messages = new QueueMessages(rules);
  messages.send('poison');
  const receive = () => messages.receive(false, 10, 1000).length;
  expect([receive(), receive()]).toEqual([1, 0]);
  now = 1000;
  expect([receive(), receive()]).toEqual([1, 0]);
  now = 2000;
  expect(receive()).toBe(0);
  expect(messages.count(false)).toEqual({ visible: 0, hidden: 0 });
  expect(messages.count(true)).toEqual({ visible: 1, hidden: 0 });
  expect(new QueueMessages(rules).count(true)).toEqual({ visible: 1, hidden: 0 });
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
    spillQueueUrl: queue.queueUrl,
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
