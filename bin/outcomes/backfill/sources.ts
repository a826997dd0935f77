import { addAbortSignal, type Readable } from 'node:stream';
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readItem } from '../../../functions/outcomes/read-item.ts';
import { Failure } from '../../usage/usage-error.ts';
import { MARK, seenIn, UNREADABLE } from './logged-items.ts';
import { type LogRecord, recordsOf } from './records.ts';
import type { Found } from './replay.ts';
import { utf8Of } from './text.ts';

/** Finds the items in one record of a log. */
function foundIn({ text, isDamaged, lineNumber }: LogRecord): Found[] {
  const unreadable = (why: string): Found => ({ unreadable: `line ${lineNumber}: ${why}` });
  if (isDamaged) return text.includes(MARK) ? [unreadable('is not UTF-8')] : [];
  return seenIn(text).map((seen) =>
    seen === UNREADABLE ? unreadable('no outcome with callId and eventKey in it') : { item: seen },
  );
}

/** How a source is read. */
export interface Reading {
  /** Ends it, without an error. */
  readonly signal: AbortSignal;
  /** Told how many lines or messages have been read so far. */
  readonly onRead: (count: number) => void;
}

/** The items of a log; other lines are passed over. That a log breaks off is told after what was read. */
export async function* itemsOfLog(log: Readable, { signal, onRead }: Reading): AsyncGenerator<Found> {
  try {
    for await (const record of recordsOf(await utf8Of(addAbortSignal(signal, log)))) {
      onRead(record.lineNumber);
      yield* foundIn(record);
    }
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof Failure) throw error;
    yield { unreadable: `the log breaks off: ${(error as Error).message}` };
  }
}

function readMessage(body: string): Found {
  try {
    return { item: readItem(body) };
  } catch (error) {
    return { unreadable: (error as Error).message };
  }
}

/** A message that was looked at and could not be stored is not given again within this time. */
const HIDDEN_SECONDS = 300;

/** The messages of a queue, until it gives none; each is deleted when it is in the table. */
export async function* itemsOfQueue(
  queueUrl: string,
  region: string | undefined,
  { signal, onRead }: Reading,
): AsyncGenerator<Found> {
  const { origin, protocol } = new URL(queueUrl);
  const client = new SQSClient({
    ...(region && { region }),
    // Plain http is no AWS: there no account is needed.
    ...(protocol === 'http:' && {
      endpoint: origin,
      region: region ?? 'us-east-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    }),
  });
  const receive = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
    VisibilityTimeout: HIDDEN_SECONDS,
  });
  try {
    for (let read = 0; !signal.aborted; ) {
      const { Messages = [] } = await client.send(receive);
      if (Messages.length === 0) return;
      read += Messages.length;
      onRead(read);
      for (const { Body = '', MessageId, ReceiptHandle } of Messages) {
        const found = readMessage(Body);
        const remove = new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle });
        yield found.item
          ? { ...found, done: () => client.send(remove) }
          : { unreadable: `message ${MessageId}: ${found.unreadable}` };
      }
    }
  } finally {
    client.destroy();
  }
}
