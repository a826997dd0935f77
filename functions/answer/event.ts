import type * as v from 'valibot';
import { eventSchema, optionalText } from '../callback/fields.ts';

/**
 * The `answer` event: somebody answered an outbound call. All that is its own
 * (`machineDetectionResult` …) is kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/answer
 */
export const AnswerSchema = eventSchema('answer', { enqueuedTime: optionalText });

/** What {@link AnswerSchema} gives. */
export type Answer = v.InferOutput<typeof AnswerSchema>;
