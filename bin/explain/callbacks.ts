import { answer } from '../../functions/answer/callback.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import type { Callback, CallEvent } from '../../functions/chain/contract.ts';
import { callAgeSeconds } from '../../functions/chain/fields.ts';
import type { ReceivedCallback } from '../../functions/chain/parse.ts';
import { validate } from '../../functions/chain/validate.ts';
import { disconnect } from '../../functions/disconnect/callback.ts';
import { initiate } from '../../functions/initiate/callback.ts';
import { recordComplete } from '../../functions/record-complete/callback.ts';
import { recordingAvailable } from '../../functions/recording-available/callback.ts';
import { readHandOff } from '../../functions/recovery/hand-off.ts';
import type { CallFields, Policy } from '../../functions/recovery/policy.ts';
import { referComplete } from '../../functions/refer-complete/callback.ts';
import { transferComplete } from '../../functions/transfer-complete/callback.ts';
import { transferDisconnect } from '../../functions/transfer-disconnect/callback.ts';

/** Validates and decides as the chain of the functions does, without recording. */
const handleWith =
  <Event extends CallEvent & CallFields>(callback: Callback<Event>) =>
  (received: ReceivedCallback, policy: Policy) => {
    const call = validate(callback, received);
    const decision = callback.decide(call, readHandOff(received.query), policy);
    const { eventTime } = call;
    return { call: call as CallFields, eventTime, callAgeSeconds: callAgeSeconds(call), decision };
  };

/**
 * What each callback does with what was received.
 * @throws {CallbackError} `invalid`, as the function would
 */
export const HANDLE: Readonly<Record<CallbackName, ReturnType<typeof handleWith>>> = {
  initiate: handleWith(initiate),
  answer: handleWith(answer),
  'refer-complete': handleWith(referComplete),
  'transfer-complete': handleWith(transferComplete),
  'transfer-disconnect': handleWith(transferDisconnect),
  'record-complete': handleWith(recordComplete),
  'recording-available': handleWith(recordingAvailable),
  disconnect: handleWith(disconnect),
};
