import * as v from 'valibot';
import {
  eventSchema,
  optionalCallId,
  optionalSipCode,
  optionalText,
  outcomeText,
} from '../callback/fields.ts';

/**
 * The `transferDisconnect` event: one leg of a transfer is over. It is about the
 * call that was transferred, so it is read as an event of that call
 * (`parentCallId`); the leg keeps its own id as `legCallId`.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferDisconnect
 */
export const TransferDisconnectSchema = v.pipe(
  eventSchema('transferDisconnect', {
    parentCallId: optionalCallId,
    transferCallerId: optionalText,
    transferTo: optionalText,
    endTime: optionalText,
    cause: outcomeText,
    errorMessage: optionalText,
    errorId: optionalText,
    sipResponseCode: optionalSipCode,
  }),
  v.transform((event) => ({ ...event, callId: event.parentCallId ?? event.callId, legCallId: event.callId })),
);

/** What {@link TransferDisconnectSchema} gives. */
export type TransferDisconnect = v.InferOutput<typeof TransferDisconnectSchema>;
