import type { clientSend } from '#client-send';
import { DEFAULT_QUEUE_TIMEOUT_MILLISECONDS } from '../environment.ts';
import type { OutcomeItem } from './item.ts';
import { asciiJson } from './json-value.ts';
import { tryTimeoutMilliseconds } from './put.ts';

/** Where an outcome waits that the store did not take. */
export interface FallbackQueue {
  /**
   * Puts an item into the queue.
   * @throws when the queue cannot be reached or refuses, within its time-out
   */
  send(item: OutcomeItem): Promise<void>;
}

/** Writes an item as a message: ASCII, as SQS refuses some characters that JSON allows. */
export const toMessage = (item: OutcomeItem): string => asciiJson(item);

/**
 * A queue in SQS. Its client is loaded with the first item: on most days there is none.
 * @param timeoutMilliseconds the whole time for a message, both tries included
 */
export function sqsFallbackQueue(
  queueUrl: string,
  timeoutMilliseconds: number = DEFAULT_QUEUE_TIMEOUT_MILLISECONDS,
): FallbackQueue {
  let loaded: Promise<ReturnType<typeof clientSend>> | undefined;
  return {
    async send(item) {
      loaded ??= import('#client-send').then((module) =>
        module.clientSend(queueUrl, tryTimeoutMilliseconds(timeoutMilliseconds)),
      );
      const send = await loaded;
      await send(toMessage(item), AbortSignal.timeout(timeoutMilliseconds));
    },
  };
}
