import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** One try that hangs leaves time for another. */
const TRY_TIMEOUT_MILLISECONDS = 700;

/**
 * Makes a function that sends a message to a queue, by the client of AWS.
 * It throws when the queue cannot be reached or refuses, or when the signal has ended it.
 */
export function clientSend(queueUrl: string) {
  const client = new SQSClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: TRY_TIMEOUT_MILLISECONDS,
      requestTimeout: TRY_TIMEOUT_MILLISECONDS,
      throwOnRequestTimeout: true,
    },
  });
  return async (message: string, abortSignal: AbortSignal): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: message }), { abortSignal });
  };
}
