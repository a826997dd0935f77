import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type FallbackQueue, sqsFallbackQueue } from '../../functions/outcomes/fallback-queue.ts';
import { readItem } from '../../functions/outcomes/read-item.ts';
import { itemOf } from './outcome-store/item.ts';

/** An empty queue for these checks alone; a message that was received hides for a second or so. */
export interface TestedQueue {
  /** Where its SQS answers. */
  readonly endpoint: string;
  readonly queueUrl: string;
  close(): Promise<void>;
}

const ODD = {
  tag: '\u0000\ud800 \u202e é \u{1f600} "\\',
  nested: { list: [1, null, { a: '<Hangup/>' }] },
  large: 'é'.repeat(60_000),
};

/**
 * What is promised of the queue of unstored outcomes, to be shown on every SQS that it is used with.
 * @param startQueue makes an empty queue, or finds one
 */
export function fallbackQueueConformance(name: string, startQueue: () => Promise<TestedQueue>): void {
  describe(`the fallback queue on ${name}`, () => {
    let tested: TestedQueue;
    let client: SQSClient;
    let queue: FallbackQueue;
    beforeAll(async () => {
      tested = await startQueue();
      const local = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'local', AWS_SECRET_ACCESS_KEY: 'local' };
      for (const [variable, value] of Object.entries({ ...local, AWS_ENDPOINT_URL_SQS: tested.endpoint }))
        vi.stubEnv(variable, value);
      client = new SQSClient({});
      queue = sqsFallbackQueue(tested.queueUrl);
    });
    afterAll(async () => {
      client.destroy();
      vi.unstubAllEnvs();
      await tested.close();
    });

    const receive = async (): Promise<Message[]> => {
      const { queueUrl: QueueUrl } = tested;
      const command = new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        WaitTimeSeconds: 1,
        VisibilityTimeout: 1,
        MessageSystemAttributeNames: ['All'],
      });
      return (await client.send(command)).Messages ?? [];
    };
    const remove = ({ ReceiptHandle }: Message) =>
      client.send(new DeleteMessageCommand({ QueueUrl: tested.queueUrl, ReceiptHandle }));

    /** Receives and deletes until nothing has come for a while. */
    async function drain(): Promise<Message[]> {
      const all: Message[] = [];
      for (let batch = await receive(); batch.length > 0; batch = await receive()) {
        await Promise.all(batch.map(remove));
        all.push(...batch);
      }
      return all;
    }

    it.each([
      ['an item', {}],
      ['odd characters, nesting, and 700 KB as ASCII', ODD],
    ])('%s comes out as it went in', async (_name, changes) => {
      await queue.send(itemOf('c-queued', changes));
      const [message] = await drain();
      // A lone surrogate is no character: what comes out is the same JSON text.
      expect(readItem(message?.Body ?? '')).toEqual(itemOf('c-queued', changes));
    });

    it('of 50 at once every one comes out, and then none is left', async () => {
      const items = Array.from({ length: 50 }, (_, call) => itemOf(`c-many-${call}`));
      await Promise.all(items.map((item) => queue.send(item)));
      const received = (await drain()).map(({ Body = '' }) => readItem(Body).callId);
      expect(new Set(received)).toEqual(new Set(items.map(({ callId }) => callId)));
      const count = new GetQueueAttributesCommand({
        QueueUrl: tested.queueUrl,
        AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
      });
      expect((await client.send(count)).Attributes).toEqual({
        ApproximateNumberOfMessages: '0',
        ApproximateNumberOfMessagesNotVisible: '0',
      });
    });

    it('what is received and not deleted is hidden, and comes again with its receives counted', async () => {
      await queue.send(itemOf('c-again'));
      const receives: (string | undefined)[] = [];
      const count = async () => {
        for (const { Attributes } of await receive()) receives.push(Attributes?.ApproximateReceiveCount);
        return receives;
      };
      await expect.poll(count, { timeout: 10_000 }).toEqual(['1', '2', '3']);
      await expect.poll(drain, { timeout: 10_000 }).toHaveLength(1);
    });

    it('a queue that is not there: throws', async () => {
      await expect(sqsFallbackQueue(`${tested.queueUrl}-none`).send(itemOf('c'))).rejects.toThrow();
    });
  });
}
