import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';

/** What {@link feedFromQueue} is started with. */
export interface QueueFeederOptions {
  readonly queueUrl: string;
  /** The variables of the functions: region and credentials, where they are not the SDK's to find. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls the function; what it throws leaves the whole batch in the queue. */
  readonly invoke: (event: SQSEvent) => Promise<unknown>;
  readonly onFailure: (error: unknown) => void;
}

/** Batches at a time, and messages in each: as deployed, or fewer. */
const CONCURRENCY = 3;
const BATCH_SIZE = 10;

const WAIT_SECONDS = 10;
/** A request waits for messages, and then some. */
const REQUEST_TIMEOUT_MILLISECONDS = 15_000;
const PAUSE_AFTER_FAILURE_MILLISECONDS = 500;

const toRecord = ({ MessageId = '', ReceiptHandle = '', Body = '', Attributes }: Message): SQSRecord => ({
  messageId: MessageId,
  receiptHandle: ReceiptHandle,
  body: Body,
  attributes: { ...Attributes } as unknown as SQSRecord['attributes'],
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:outcomes',
  awsRegion: 'us-east-1',
});

/** The SDK's client, loaded while the server already answers. */
async function connect(queueUrl: string, environment: QueueFeederOptions['environment']) {
  const sdk = await import('@aws-sdk/client-sqs');
  const { AWS_REGION: region, AWS_ACCESS_KEY_ID = 'local', AWS_SECRET_ACCESS_KEY = 'local' } = environment;
  const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
  const client = new sdk.SQSClient({
    endpoint: new URL(queueUrl).origin,
    requestHandler: {
      connectionTimeout: 2000,
      requestTimeout: REQUEST_TIMEOUT_MILLISECONDS,
      throwOnRequestTimeout: true,
    },
    ...(region && { region }),
    ...(queueUrl.startsWith('http:') && { credentials }),
  });
  return { ...sdk, client };
}

/**
 * Does what Lambda's event source mapping does: hands messages to a function in batches, and deletes
 * those that it does not report as failed. The others come again after their time.
 */
export function feedFromQueue(options: QueueFeederOptions): { close(): Promise<void> } {
  const { queueUrl: QueueUrl, environment, invoke, onFailure } = options;
  const ended = new AbortController();
  const connected = connect(QueueUrl, environment);

  async function feedOnce(): Promise<void> {
    const { client, DeleteMessageCommand, ReceiveMessageCommand } = await connected;
    const receive = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: BATCH_SIZE,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageSystemAttributeNames: ['All'],
    });
    const { Messages = [] } = await client.send(receive, { abortSignal: ended.signal });
    if (Messages.length === 0) return;
    const result = (await invoke({ Records: Messages.map(toRecord) })) as SQSBatchResponse | undefined;
    const failed = new Set(result?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
    const done = Messages.filter(({ MessageId }) => !failed.has(MessageId ?? ''));
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
    async close() {
      ended.abort();
      await feeding;
      await connected.then(({ client }) => client.destroy());
    },
  };
}
