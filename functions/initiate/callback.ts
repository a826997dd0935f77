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

/** What {@link InitiateSchema} gives. */
type Initiate = v.InferOutput<typeof InitiateSchema>;

/**
 * What happens when a call comes in: its route begins. `<Refer>` is for calls to a
 * SIP URI only (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/refer).
 */
export const initiate: Callback<Initiate> = {
  name: 'initiate',
  schema: InitiateSchema,
  decide: (event, _handOff, policy) =>
    begin(
      { verb: /^sip:/i.test(event.to ?? '') ? 'refer' : 'transfer', call: event, eventTime: event.eventTime },
      policy,
    ),
};
