import type { Callback } from '../callback/callback.ts';
import { settle } from '../recovery/decision.ts';
import { type TransferDisconnect, TransferDisconnectSchema } from './event.ts';
import { transferDisconnectOutcome } from './outcome.ts';

/** What happens when a leg of a transfer is over: it is recorded with the call that was transferred. */
export const transferDisconnect: Callback<TransferDisconnect> = {
  name: 'transfer-disconnect',
  schema: TransferDisconnectSchema,
  decide: (event, handOff, policy) => settle(transferDisconnectOutcome(event, handOff, policy), handOff),
};
