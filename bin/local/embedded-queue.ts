import type { AddressInfo } from 'node:net';
import { programsOnly } from './programs-only.ts';

/** An SQS in this process, on a free loopback port: a queue in memory, and one for its dead letters. */
export interface EmbeddedQueue {
  readonly endpoint: string;
  readonly queueUrl: string;
  readonly deadLettersUrl: string;
  /** How many messages are left, dead letters not counted. */
  waiting(): Promise<number>;
  close(): Promise<void>;
}

/** What {@link startEmbeddedQueue} is started with. */
export interface EmbeddedQueueOptions {
  /** How many seconds a message that was received waits to be received again. */
  readonly hiddenSeconds?: number;
  /** After so many receives a message is a dead letter. */
  readonly maxReceives?: number;
}

/** Five minutes in a deployment; somebody who watches a local server does not wait that long. */
const HIDDEN_SECONDS = 5;
/** As in a deployment. */
const MAX_RECEIVES = 30;

const QUEUE_NAME = 'outcomes';
const DEAD_LETTERS_NAME = 'outcomes-dead-letters';

const COUNTS = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;

/**
 * Starts fauxqs, and makes the two queues. Browsers are refused. Its own start would
 * listen on all addresses (docs/adr/013).
 */
export async function startEmbeddedQueue(options: EmbeddedQueueOptions = {}): Promise<EmbeddedQueue> {
  const { hiddenSeconds = HIDDEN_SECONDS, maxReceives = MAX_RECEIVES } = options;
  // Loaded only where it is needed: it takes 0.3 s.
  const { buildApp } = await import('fauxqs');
  const app = buildApp({ logger: false });
  programsOnly(app.server);
  await app.listen({ port: 0, host: '127.0.0.1' });
  const endpoint = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
  const urlOf = (name: string): string => `${endpoint}/000000000000/${name}`;

  async function ask(operation: string, request: object): Promise<unknown> {
    const { statusCode, body } = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${operation}` },
      payload: JSON.stringify(request),
    });
    if (statusCode !== 200) throw new Error(`${operation}: ${body}`);
    return JSON.parse(body);
  }

  await ask('CreateQueue', { QueueName: DEAD_LETTERS_NAME });
  await ask('CreateQueue', {
    QueueName: QUEUE_NAME,
    Attributes: {
      VisibilityTimeout: String(hiddenSeconds),
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: `arn:aws:sqs:us-east-1:000000000000:${DEAD_LETTERS_NAME}`,
        maxReceiveCount: maxReceives,
      }),
    },
  });
  return {
    endpoint,
    queueUrl: urlOf(QUEUE_NAME),
    deadLettersUrl: urlOf(DEAD_LETTERS_NAME),
    async waiting() {
      const request = { QueueUrl: urlOf(QUEUE_NAME), AttributeNames: COUNTS };
      const { Attributes } = (await ask('GetQueueAttributes', request)) as {
        readonly Attributes: Readonly<Record<(typeof COUNTS)[number], string>>;
      };
      return COUNTS.reduce((sum, name) => sum + Number(Attributes[name]), 0);
    },
    close: () => app.close(),
  };
}
