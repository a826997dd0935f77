import type { Callback } from '../callback/callback.ts';
import { callAgeSeconds } from '../callback/fields.ts';
import { decide } from '../recovery/decide.ts';
import { withTransferTo } from '../recovery/hand-off.ts';
import { type TransferComplete, TransferCompleteSchema } from './event.ts';
import { transferOutcome } from './outcome.ts';
import { writtenOptions } from './written-options.ts';

/** What happens when a `<Transfer>` has ended: where our URL does not say what was tried, `transferTo` does. */
export const transferComplete: Callback<TransferComplete> = {
  name: 'transfer-complete',
  schema: TransferCompleteSchema,
  decide: (event, handOff, policy) =>
    decide(
      {
        verb: 'transfer',
        outcome: transferOutcome(event),
        call: event,
        callAgeSeconds: callAgeSeconds(event),
        transfer: writtenOptions(event),
        handOff: withTransferTo(handOff, event.transferTo),
      },
      policy,
    ),
};
