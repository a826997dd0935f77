/** Bandwidth waits 15 s for an answer, API Gateway and the network included. */
export const CALLBACK_TIMEOUT_SECONDS = 10;

/** A function needs a second more than these waits to start, and answers a second before Lambda ends it. */
const MARGIN_MILLISECONDS = 2000;

/** Milliseconds that both waits for the store may take together. */
const MOST_WAITING_MILLISECONDS = CALLBACK_TIMEOUT_SECONDS * 1000 - MARGIN_MILLISECONDS;

/** Says what is wrong with two waits that are allowed each; nothing where they fit into a function's time. */
export const tooLong = (storeTimeoutMs: number, queueTimeoutMs: number): string[] =>
  storeTimeoutMs + queueTimeoutMs <= MOST_WAITING_MILLISECONDS
    ? []
    : [
        `storeTimeoutMs and queueTimeoutMs must be ${MOST_WAITING_MILLISECONDS} together at most, as a function has ${CALLBACK_TIMEOUT_SECONDS} s, but found ${storeTimeoutMs} and ${queueTimeoutMs}`,
      ];
