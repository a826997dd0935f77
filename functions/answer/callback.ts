import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { eventSchema, optionalText } from '../chain/fields.ts';
import { begin } from '../recovery/decide.ts';

/**
 * The `answer` event: somebody answered an outbound call. All that is its own
 * (`machineDetectionResult` …) is kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/answer
 */
const AnswerSchema = eventSchema('answer', { enqueuedTime: optionalText });

/** An `answer` event, as {@link AnswerSchema} reads it. */
type AnswerEvent = v.InferOutput<typeof AnswerSchema>;

/** Begins the route of an outbound call that was answered, by `<Transfer>`, as `<Refer>` is for inbound calls. */
export const answer: Callback<AnswerEvent> = {
  name: 'answer',
  schema: AnswerSchema,
  decide: (event, { context }, policy) =>
    begin({ verb: 'transfer', call: event, eventTime: event.eventTime, context }, policy),
};
