import { E164 } from '../recovery/destination.ts';
import type { TransferOptions } from '../recovery/policy.ts';

/** The fields of a `transferComplete` event that tell how its `<Transfer>` was written. */
export interface WrittenTransfer {
  readonly transferCallerId?: string | undefined;
  readonly transferCallerDisplayName?: string | undefined;
  /** A flag; what is none reads as absent. */
  readonly privacy?: unknown;
}

/** 1 to 256 characters, one of them not blank, none of them a control character. */
const DISPLAY_NAME = /^(?=.*\S)[^\p{Cc}]{1,256}$/u;

/**
 * Reads how a `<Transfer>` was written, as far as we may write the next one alike
 * (https://dev.bandwidth.com/docs/voice/webhooks/transferComplete). Values that Bandwidth
 * would refuse in BXML are left out.
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
