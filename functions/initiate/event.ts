import type * as v from 'valibot';
import { eventSchema } from '../callback/fields.ts';

/**
 * The `initiate` event: an inbound call has arrived and nobody has answered it. All
 * that is its own (`diversion`, `stirShaken`, `uui`, `sipHeaders` …) is kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/initiate
 */
export const InitiateSchema = eventSchema('initiate', {});

/** What {@link InitiateSchema} gives. */
export type Initiate = v.InferOutput<typeof InitiateSchema>;
