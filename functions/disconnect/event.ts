import type * as v from 'valibot';
import { eventSchema, optionalSipCode, optionalText, outcomeText } from '../callback/fields.ts';

/**
 * The `disconnect` event: the call is over. Other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/disconnect
 */
export const DisconnectSchema = eventSchema('disconnect', {
  enqueuedTime: optionalText,
  endTime: optionalText,
  cause: outcomeText,
  errorMessage: optionalText,
  errorId: optionalText,
  sipResponseCode: optionalSipCode,
});

/** What {@link DisconnectSchema} gives. */
export type Disconnect = v.InferOutput<typeof DisconnectSchema>;
