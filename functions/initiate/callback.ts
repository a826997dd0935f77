import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { eventSchema } from '../chain/fields.ts';
import { begin } from '../recovery/decide.ts';

/**
 * The `initiate` event: an inbound call has arrived and nobody has answered it. All
 * that is its own (`diversion`, `stirShaken`, `uui`, `sipHeaders` …) is kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/initiate
 */
const InitiateSchema = eventSchema('initiate', {});

/** An `initiate` event, as {@link InitiateSchema} reads it. */
type Initiate = v.InferOutput<typeof InitiateSchema>;

/**
 * Begins the route of a call that comes in. Bandwidth takes `<Refer>` for calls to a
 * SIP URI only (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/refer).
 */
export const initiate: Callback<Initiate> = {
  name: 'initiate',
  schema: InitiateSchema,
  decide: (event, { context }, policy) => {
    const verb = /^sip:/i.test(event.to ?? '') ? 'refer' : 'transfer';
    return begin({ verb, call: event, eventTime: event.eventTime, context }, policy);
  },
};
