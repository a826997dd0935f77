import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { describeError, log } from '../chain/log.ts';
import { readItem } from '../outcomes/read-item.ts';
import type { OutcomeStore } from '../outcomes/store.ts';

/**
 * Stores the outcomes of a batch of messages. Each message fails for itself: SQS
 * gives it again, and after some receives moves it to the dead-letter queue, so one
 * that can never be stored holds up no other. Storing twice changes nothing.
 */
export const redrive =
  (store: OutcomeStore) =>
  async ({ Records }: SQSEvent): Promise<SQSBatchResponse> => {
    const results = await Promise.all(
      Records.map(async ({ messageId, body }) => {
        try {
          const item = readItem(body);
          const recorded = await store.put(item);
          log('INFO', 'queued outcome stored', { callId: item.callId, recorded }, ['outcomesRedriven']);
          return [];
        } catch (error) {
          log('WARN', 'queued outcome failed again', { messageId, error: describeError(error) });
          return [{ itemIdentifier: messageId }];
        }
      }),
    );
    return { batchItemFailures: results.flat() };
  };
