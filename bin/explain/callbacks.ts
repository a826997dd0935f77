import { answer } from '../../functions/answer/callback.ts';
import type { CallbackName } from '../../functions/callbacks.ts';
import type { Callback, CallEvent } from '../../functions/chain/contract.ts';
import { callAgeSeconds } from '../../functions/chain/fields.ts';
import type { ReceivedCallback } from '../../functions/chain/parse.ts';
import { validate } from '../../functions/chain/validate.ts';
import { disconnect } from '../../functions/disconnect/callback.ts';
import { initiate } from '../../functions/initiate/callback.ts';
import type { Decision } from '../../functions/recovery/decision.ts';
import { readHandOff } from '../../functions/recovery/hand-off.ts';
import type { CallFields, Policy } from '../../functions/recovery/policy.ts';
import { referComplete } from '../../functions/refer-complete/callback.ts';
import { transferComplete } from '../../functions/transfer-complete/callback.ts';
import { transferDisconnect } from '../../functions/transfer-disconnect/callback.ts';

/** What a function makes of a callback. */
export interface Handled {
  readonly call: CallFields;
  readonly callAgeSeconds: number | undefined;
  readonly decision: Decision;
}

type Handle = (received: ReceivedCallback, policy: Policy) => Handled;

/** Validates and decides as the chain of the functions does, without recording. */
const handleWith =
  <Event extends CallEvent & CallFields>(callback: Callback<Event>): Handle =>
  (received, policy) => {
    const event = validate(callback, received);
    return {
      call: event,
      callAgeSeconds: callAgeSeconds(event),
      decision: callback.decide(event, readHandOff(received.query), policy),
    };
  };

/**
 * What each callback does with what was received.
 * @throws {CallbackError} `invalid`, as the function would
 */
export const HANDLE: Readonly<Record<CallbackName, Handle>> = {
  initiate: handleWith(initiate),
  answer: handleWith(answer),
  'refer-complete': handleWith(referComplete),
  'transfer-complete': handleWith(transferComplete),
  'transfer-disconnect': handleWith(transferDisconnect),
  disconnect: handleWith(disconnect),
};
