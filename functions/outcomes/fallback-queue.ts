import type { clientSend } from '#client-send';
import type { OutcomeItem } from './item.ts';
import { asciiJson } from './json-value.ts';

/** Where an outcome waits that the store did not take. */
export interface FallbackQueue {
  /**
   * Puts an item into the queue.
   * @throws when the queue cannot be reached or refuses, within about 1.5 seconds
   */
  send(item: OutcomeItem): Promise<void>;
}

/** The whole time for a message, retries included: the caller has already waited for the store. */
const SEND_TIMEOUT_MILLISECONDS = 1500;

/** Writes an item as a message: ASCII, as SQS refuses some characters that JSON allows. */
export const toMessage = (item: OutcomeItem): string => asciiJson(item);

/** A queue in SQS. Its client is loaded with the first item: on most days there is none. */
export function sqsFallbackQueue(queueUrl: string): FallbackQueue {
  let loaded: Promise<ReturnType<typeof clientSend>> | undefined;
  return {
    async send(item) {
      loaded ??= import('#client-send').then((module) => module.clientSend(queueUrl));
      const send = await loaded;
      await send(toMessage(item), AbortSignal.timeout(SEND_TIMEOUT_MILLISECONDS));
    },
  };
}
