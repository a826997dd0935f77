import type { AddressInfo } from 'node:net';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { clientSettings } from '../aws/dynamodb-client.ts';
import { programsOnly } from './programs-only.ts';

/** An SQS in this process, on a free loopback port: a queue in memory, and one for its dead letters. */
export type EmbeddedQueue = Awaited<ReturnType<typeof startEmbeddedQueue>>;

const QUEUE_NAME = 'outcomes';
const DEAD_LETTERS_NAME = 'outcomes-dead-letters';

const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/**
 * Starts fauxqs, and makes the two queues. Browsers are refused. Its own start would
 * listen on all addresses (docs/adr/013).
 * @param hiddenSeconds after which a message comes again: fewer than as deployed, for somebody who watches
 * @param maxReceives after which a message is a dead letter: as deployed
 */
export async function startEmbeddedQueue({ hiddenSeconds = 5, maxReceives = 30 } = {}) {
  // Loaded only where it is needed: it takes 0.3 s.
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false });
  programsOnly(app.server);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const urlOf = (name: string): string => `${endpoint}/000000000000/${name}`;

  const client = new SQSClient(clientSettings(endpoint, 5));
  await client.send(new CreateQueueCommand({ QueueName: DEAD_LETTERS_NAME }));
  const RedrivePolicy = JSON.stringify({
    deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${DEAD_LETTERS_NAME}`,
    maxReceiveCount: maxReceives,
  });
  const Attributes = { VisibilityTimeout: String(hiddenSeconds), RedrivePolicy };
  await client.send(new CreateQueueCommand({ QueueName: QUEUE_NAME, Attributes }));
  return {
    endpoint,
    queueUrl: urlOf(QUEUE_NAME),
    deadLettersUrl: urlOf(DEAD_LETTERS_NAME),
    /** How many messages are left, dead letters not counted. */
    async waiting(): Promise<number> {
      const request = { QueueUrl: urlOf(QUEUE_NAME), AttributeNames: [...COUNTS] };
      const { Attributes } = await client.send(new GetQueueAttributesCommand(request));
      return COUNTS.reduce((sum, name) => sum + Number(Attributes?.[name]), 0);
    },
    async close(): Promise<void> {
      client.destroy();
      await app.close();
    },
  };
}
