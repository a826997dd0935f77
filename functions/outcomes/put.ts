import type { PutItemCommandInput } from '@aws-sdk/client-dynamodb';

/**
 * One conditional PutItem. A condition that failed is `duplicate`, no error.
 * @throws when DynamoDB cannot be reached or refuses, or when the signal has ended it
 */
export type Put = (input: PutItemCommandInput, abortSignal: AbortSignal) => Promise<'stored' | 'duplicate'>;

/** One try that hangs leaves time for another. */
export const TRY_TIMEOUT_MILLISECONDS = 900;
