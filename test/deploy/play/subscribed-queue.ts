import { SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { EVENT_FILTER, eventTemplate } from '../../../lib/events/outcome-event.ts';
import { passes, type StreamRecord, transformed } from '../../support/pipe.ts';

/** A queue that is told of outcomes. */
export interface SubscribedQueue {
  /** The ids of the events that have come so far, as often as they came. */
  ids(): Promise<readonly string[]>;
}

/**
 * Subscribes a queue to a topic of outcomes. The emulator's pipe neither filters nor reshapes: what comes is done
 * here what AWS documents of both.
 */
export async function subscribeQueue(TopicArn: string): Promise<SubscribedQueue> {
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'told-of-outcomes' }));
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
  );
  await new SNSClient().send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: Attributes?.QueueArn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  const ids: string[] = [];
  const idOf = (record: StreamRecord): string =>
    JSON.parse(transformed(eventTemplate('test'), record)).id as string;
  return {
    async ids() {
      for (;;) {
        const receive = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 });
        const { Messages = [] } = await sqs.send(receive);
        if (Messages.length === 0) return ids;
        const records = Messages.flatMap(
          ({ Body = '' }) => JSON.parse(Body) as StreamRecord | StreamRecord[],
        );
        ids.push(...records.filter((record) => passes(JSON.parse(EVENT_FILTER), record)).map(idOf));
        const Entries = Messages.map(({ MessageId: Id, ReceiptHandle }) => ({ Id, ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
      }
    },
  };
}
