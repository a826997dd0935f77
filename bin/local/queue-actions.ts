import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueuedMessage, QueueMessages } from './queue-messages.ts';

/** A request of the SQS JSON protocol, as far as it is served. */
export interface QueueRequest {
  readonly QueueUrl?: string;
  readonly MessageBody?: string;
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly WaitTimeSeconds?: number;
  readonly ReceiptHandle?: string;
}

/** A refusal, by the names of SQS. */
export class QueueError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** The names of the queue and of its dead-letter queue: the last segment of their URLs. */
export const QUEUE_NAME = 'outcomes';
export const DEAD_LETTERS_NAME = 'outcomes-dead-letters';

/** SQS's own limit (https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html). */
const MAX_MESSAGE_BYTES = 1024 * 1024;

const LOOK_AGAIN_MILLISECONDS = 100;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

function isOfDeadLetters({ QueueUrl = '' }: QueueRequest): boolean {
  const name = QueueUrl.split('/').at(-1);
  if (name === QUEUE_NAME) return false;
  if (name === DEAD_LETTERS_NAME) return true;
  throw new QueueError('com.amazonaws.sqs#QueueDoesNotExist', `no queue ${QueueUrl}`);
}

const messageText = ({ id, body, receives, sentAtMilliseconds }: QueuedMessage) => ({
  MessageId: id,
  ReceiptHandle: id,
  Body: body,
  MD5OfBody: md5(body),
  Attributes: { ApproximateReceiveCount: String(receives), SentTimestamp: String(sentAtMilliseconds) },
});

/** What the queue can be asked; attributes that nobody of ours sends are ignored. */
export const queueActions = (messages: QueueMessages, hiddenSeconds: number, ended: AbortSignal) => ({
  SendMessage(request: QueueRequest) {
    if (isOfDeadLetters(request)) throw new QueueError('UnsupportedOperation', 'only SQS sends there');
    const { MessageBody = '' } = request;
    if (MessageBody === '') throw new QueueError('MissingParameter', 'MessageBody is missing');
    if (Buffer.byteLength(MessageBody) > MAX_MESSAGE_BYTES)
      throw new QueueError('InvalidParameterValue', `MessageBody is longer than ${MAX_MESSAGE_BYTES} bytes`);
    return { MessageId: messages.send(MessageBody), MD5OfMessageBody: md5(MessageBody) };
  },
  async ReceiveMessage(request: QueueRequest) {
    const { MaxNumberOfMessages = 1, VisibilityTimeout = hiddenSeconds, WaitTimeSeconds = 0 } = request;
    const fromDead = isOfDeadLetters(request);
    const until = performance.now() + WaitTimeSeconds * 1000;
    let taken = messages.receive(fromDead, MaxNumberOfMessages, VisibilityTimeout * 1000);
    while (taken.length === 0 && performance.now() < until && !ended.aborted) {
      await sleep(LOOK_AGAIN_MILLISECONDS);
      taken = messages.receive(fromDead, MaxNumberOfMessages, VisibilityTimeout * 1000);
    }
    return { Messages: taken.map(messageText) };
  },
  DeleteMessage(request: QueueRequest) {
    isOfDeadLetters(request);
    messages.delete(request.ReceiptHandle ?? '');
    return {};
  },
  GetQueueAttributes(request: QueueRequest) {
    const { visible, hidden } = messages.count(isOfDeadLetters(request));
    return {
      Attributes: {
        ApproximateNumberOfMessages: String(visible),
        ApproximateNumberOfMessagesNotVisible: String(hidden),
      },
    };
  },
});
