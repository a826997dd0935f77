import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { clientSettings } from '../aws/dynamodb-client.ts';

/** The options of {@link feedFromQueue}. */
interface QueueFeederOptions {
  readonly queueUrl: string;
  /** Calls the function; what it throws leaves the whole batch in the queue. */
  readonly invoke: (event: SQSEvent) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
}

/** Batches at a time, and messages in each: as deployed, or fewer. */
const CONCURRENCY = 3;
const BATCH_SIZE = 10;

const WAIT_SECONDS = 10;
const PAUSE_AFTER_FAILURE_MILLISECONDS = 500;

/**
 * Does what Lambda's event source mapping does: hands messages to a function in batches, and deletes
 * those that it does not report as failed. The others come again after their time.
 */
export function feedFromQueue({ queueUrl: QueueUrl, invoke, onFailure }: QueueFeederOptions) {
  const ended = new AbortController();
  // A request waits for messages, and then some.
  const client = new SQSClient(clientSettings(new URL(QueueUrl).origin, WAIT_SECONDS + 5));

  async function feedOnce(): Promise<void> {
    const receive = { QueueUrl, MaxNumberOfMessages: BATCH_SIZE, WaitTimeSeconds: WAIT_SECONDS };
    const { Messages = [] } = await client.send(new ReceiveMessageCommand(receive), {
      abortSignal: ended.signal,
    });
    if (Messages.length === 0) return;
    const Records = Messages.map(
      ({ MessageId, Body }) => ({ messageId: MessageId, body: Body }) as SQSRecord,
    );
    const { batchItemFailures } = (await invoke({ Records })) as SQSBatchResponse;
    const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = Messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
    await Promise.all(
      done.map(({ ReceiptHandle }) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
    );
  }

  async function feed(): Promise<void> {
    while (!ended.signal.aborted) {
      try {
        await feedOnce();
      } catch (error) {
        if (ended.signal.aborted) return;
        onFailure(error);
        await sleep(PAUSE_AFTER_FAILURE_MILLISECONDS);
      }
    }
  }

  const feeding = Promise.all(Array.from({ length: CONCURRENCY }, feed));
  return {
    async close(): Promise<void> {
      ended.abort();
      await feeding;
      client.destroy();
    },
  };
}
