import type { Callback } from '../callback/callback.ts';
import { begin } from '../recovery/decide.ts';
import { type Initiate, InitiateSchema } from './event.ts';

/**
 * What happens when a call comes in: its route begins. `<Refer>` is for calls to a
 * SIP URI only (https://dev.bandwidth.com/docs/voice/programmable-voice/bxml/refer).
 */
export const initiate: Callback<Initiate> = {
  name: 'initiate',
  schema: InitiateSchema,
  decide: (event, _handOff, policy) =>
    begin({ verb: /^sip:/i.test(event.to ?? '') ? 'refer' : 'transfer', call: event }, policy),
};
