import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { eventSchema, optionalText } from '../chain/fields.ts';
import { settle } from '../recovery/decision.ts';
import { isMessage } from '../recovery/message.ts';

/**
 * The `recordingAvailable` event: a recording can be fetched, or not, whether or not its caller hung up. Other
 * fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/recordingAvailable
 */
const RecordingAvailableSchema = eventSchema('recordingAvailable', {
  recordingId: optionalText,
  duration: optionalText,
  mediaUrl: optionalText,
  status: optionalText,
});

/** A `recordingAvailable` event, as {@link RecordingAvailableSchema} reads it. */
type RecordingAvailable = v.InferOutput<typeof RecordingAvailableSchema>;

/** Records where a recording can be fetched. */
export const recordingAvailable: Callback<RecordingAvailable> = {
  name: 'recording-available',
  schema: RecordingAvailableSchema,
  decide: (event, handOff) => settle(isMessage(event) ? 'voicemail' : 'no-message', handOff),
};
