import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { callAgeSeconds, eventSchema, optionalFlag, optionalText, outcomeText } from '../chain/fields.ts';
import { askedOutcome, causeOutcome } from '../recovery/cause.ts';
import { decide } from '../recovery/decide.ts';
import { E164 } from '../recovery/destination.ts';
import { withTransferTo } from '../recovery/hand-off.ts';
import type { TransferOptions } from '../recovery/transfer-options.ts';

/**
 * The `transferComplete` event; other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/webhooks/transferComplete
 */
export const TransferCompleteSchema = eventSchema('transferComplete', {
  enqueuedTime: optionalText,
  transferCallerId: optionalText,
  privacy: optionalFlag,
  transferCallerDisplayName: optionalText,
  transferTo: optionalText,
  cause: outcomeText,
  errorMessage: optionalText,
  errorId: optionalText,
});

/** A `transferComplete` event, as {@link TransferCompleteSchema} reads it. */
export type TransferComplete = v.InferOutput<typeof TransferCompleteSchema>;

/** The fields of a `transferComplete` event that tell how its `<Transfer>` was written. */
interface WrittenTransfer {
  readonly transferCallerId?: string | undefined;
  readonly transferCallerDisplayName?: string | undefined;
  /** A boolean; any other value is taken as absent. */
  readonly privacy?: unknown;
}

/** The display names that Bandwidth takes: 1 to 256 characters, not all blank, and no control characters. */
const DISPLAY_NAME = /^(?=.*\S)[^\p{Cc}]{1,256}$/u;

/**
 * Reads the options of the last `<Transfer>`, so that the next one is written alike
 * (https://dev.bandwidth.com/docs/voice/webhooks/transferComplete). Leaves out values that Bandwidth
 * would refuse in BXML.
 */
export const writtenOptions = (event: WrittenTransfer): TransferOptions => {
  const {
    transferCallerId: callerId = '',
    transferCallerDisplayName: callerDisplayName = '',
    privacy,
  } = event;
  return {
    ...(E164.test(callerId) && { callerId }),
    ...(DISPLAY_NAME.test(callerDisplayName) && { callerDisplayName }),
    ...(typeof privacy === 'boolean' && { privacy }),
  };
};

/** Decides what follows a `<Transfer>` that ended. Where our URL does not name the target, `transferTo` does. */
export const transferComplete: Callback<TransferComplete> = {
  name: 'transfer-complete',
  schema: TransferCompleteSchema,
  asksAbout: ({ cause }, { confirm }) => (cause === 'hangup' ? confirm : undefined),
  decide: (event, handOff, policy, accepted) =>
    decide(
      {
        verb: 'transfer',
        outcome:
          handOff.confirm === undefined ? causeOutcome(event.cause) : askedOutcome(event.cause, accepted),
        accepted,
        call: event,
        eventTime: event.eventTime,
        callAgeSeconds: callAgeSeconds(event),
        transfer: writtenOptions(event),
        handOff: withTransferTo(handOff, event.transferTo),
      },
      policy,
    ),
};
