import type { Callback } from '../callback/callback.ts';
import { callAgeSeconds } from '../callback/fields.ts';
import { decide } from '../recovery/decide.ts';
import { type ReferComplete, ReferCompleteSchema } from './event.ts';
import { referOutcome, wasAccepted } from './outcome.ts';

/** What happens when a `<Refer>` has ended: the event does not say which target was tried, our URL does. */
export const referComplete: Callback<ReferComplete> = {
  name: 'refer-complete',
  schema: ReferCompleteSchema,
  decide: (event, handOff, policy) =>
    decide(
      {
        verb: 'refer',
        outcome: referOutcome(event),
        call: event,
        callAgeSeconds: callAgeSeconds(event),
        referAccepted: wasAccepted(event),
        handOff,
      },
      policy,
    ),
};
