import type * as v from 'valibot';
import { eventSchema, optionalSipCode, outcomeText } from '../callback/fields.ts';

/**
 * The `referComplete` event; other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/programmable-voice/webhooks/referComplete
 */
export const ReferCompleteSchema = eventSchema('referComplete', {
  referCallStatus: outcomeText,
  referSipResponseCode: optionalSipCode,
  notifySipResponseCode: optionalSipCode,
});

/** What {@link ReferCompleteSchema} gives. */
export type ReferComplete = v.InferOutput<typeof ReferCompleteSchema>;
