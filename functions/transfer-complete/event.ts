import type * as v from 'valibot';
import { eventSchema, optionalFlag, optionalText, outcomeText } from '../callback/fields.ts';

/**
 * The `transferComplete` event; other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferComplete
 */
export const TransferCompleteSchema = eventSchema('transferComplete', {
  enqueuedTime: optionalText,
  transferCallerId: optionalText,
  privacy: optionalFlag,
  transferCallerDisplayName: optionalText,
  transferTo: optionalText,
  cause: outcomeText,
  errorMessage: optionalText,
  errorId: optionalText,
});

/** What {@link TransferCompleteSchema} gives. */
export type TransferComplete = v.InferOutput<typeof TransferCompleteSchema>;
