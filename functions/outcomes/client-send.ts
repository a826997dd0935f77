import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/**
 * Makes a function that sends a message to a queue, by the client of AWS.
 * It throws when the queue cannot be reached or refuses, or when the signal has ended it.
 */
export function clientSend(queueUrl: string, tryTimeoutMilliseconds: number) {
  const client = new SQSClient({
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: tryTimeoutMilliseconds,
      requestTimeout: tryTimeoutMilliseconds,
      throwOnRequestTimeout: true,
    },
  });
  return async (message: string, abortSignal: AbortSignal): Promise<void> => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: message }), { abortSignal });
  };
}
