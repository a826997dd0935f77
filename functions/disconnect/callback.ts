import type { Callback } from '../callback/callback.ts';
import { settle } from '../recovery/decision.ts';
import { type Disconnect, DisconnectSchema } from './event.ts';
import { disconnectOutcome } from './outcome.ts';

/** What happens when a call is over: its record gets an end. */
export const disconnect: Callback<Disconnect> = {
  name: 'disconnect',
  schema: DisconnectSchema,
  decide: (event) => settle(disconnectOutcome(event), { attempt: 0, retries: 0 }),
};
