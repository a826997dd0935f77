import type * as v from 'valibot';
import { eventSchema, optionalFlag, optionalParty, optionalText, text } from '../callback/fields.ts';

/**
 * The `transferComplete` event; other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferComplete
 */
export const TransferCompleteSchema = eventSchema('transferComplete', {
  enqueuedTime: optionalText,
  transferCallerId: optionalParty,
  privacy: optionalFlag,
  transferCallerDisplayName: optionalText,
  transferTo: optionalParty,
  cause: text,
  errorMessage: optionalText,
  errorId: optionalText,
});

/** What {@link TransferCompleteSchema} gives. */
export type TransferComplete = v.InferOutput<typeof TransferCompleteSchema>;
