import type * as v from 'valibot';
import { callbackRow } from '../callbacks.ts';
import type { Callback } from '../chain/contract.ts';
import { eventSchema, optionalText } from '../chain/fields.ts';
import { afterRecording } from '../recovery/decide.ts';
import { isMessage } from '../recovery/message.ts';

/**
 * The `recordComplete` event: a caller has left a message and is still there. It does not come where the
 * caller hung up meanwhile. Other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/recordComplete
 */
const RecordCompleteSchema = eventSchema(callbackRow('record-complete').eventTypes, {
  recordingId: optionalText,
  duration: optionalText,
  mediaUrl: optionalText,
  status: optionalText,
});

/** A `recordComplete` event, as {@link RecordCompleteSchema} reads it. */
type RecordComplete = v.InferOutput<typeof RecordCompleteSchema>;

/** Thanks a caller who left a message, or takes the step of the policy; one who said nothing is not thanked. */
export const recordComplete: Callback<RecordComplete> = {
  name: 'record-complete',
  schema: RecordCompleteSchema,
  decide: (event, handOff, policy) =>
    afterRecording({ call: event, handOff, isMessage: isMessage(event) }, policy),
};
