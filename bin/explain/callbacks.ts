import type { CallbackName } from '../../functions/callbacks.ts';
import { answerDocument } from '../../functions/chain/answer.ts';
import { callAgeSeconds, ofCaller } from '../../functions/chain/fields.ts';
import type { ReceivedCallback } from '../../functions/chain/parse.ts';
import { validate } from '../../functions/chain/validate.ts';
import type { Accepted } from '../../functions/recovery/decision.ts';
import { readHandOff } from '../../functions/recovery/hand-off.ts';
import type { Policy } from '../../functions/recovery/policy.ts';
import { CALLBACK_WORDS } from '../words/callbacks.ts';

/** A callback that was decided. */
export type Handled = ReturnType<typeof handleReceived>;

/**
 * Validates and decides as the chain of the functions does, without recording or reading.
 * @param accepted what the store would tell of the callee's key, where the end of a hand-off depends on it
 * @throws {CallbackError} `invalid`, as the function would
 */
export function handleReceived(
  name: CallbackName,
  received: ReceivedCallback,
  policy: Policy,
  accepted: Accepted = 'absent',
) {
  const { callback } = CALLBACK_WORDS[name];
  const handOff = readHandOff(received.query);
  const event = ofCaller(validate(callback, received), handOff);
  const isAsked = callback.asksAbout?.(event, handOff) !== undefined;
  const decision = callback.decide(event, handOff, policy, isAsked ? accepted : undefined);
  const arrival = { digest: received.digest, urlDestination: received.query.get('destination') ?? undefined };
  return {
    call: event,
    eventTime: event.eventTime,
    callAgeSeconds: callAgeSeconds(event),
    decision,
    document: (fallbackFolder?: string) => answerDocument(decision, event, arrival, fallbackFolder),
  };
}
