import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { readItem } from '../../../functions/outcomes/read-item.ts';
import { isMarked, loggedItems } from './logged-items.ts';
import type { Found } from './replay.ts';

/** The items that are in the log alone, of the lines of a log; other lines are passed over. */
export async function* itemsOfLog(lines: AsyncIterable<string>): AsyncGenerator<Found> {
  let number = 0;
  for await (const line of lines) {
    number += 1;
    const items = loggedItems(line);
    for (const item of items) yield { item };
    if (items.length === 0 && isMarked(line))
      yield { unreadable: `line ${number}: no outcome with callId and eventKey in it` };
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
export async function* itemsOfQueue(queueUrl: string, region: string | undefined): AsyncGenerator<Found> {
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
    for (;;) {
      const { Messages = [] } = await client.send(receive);
      if (Messages.length === 0) return;
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
