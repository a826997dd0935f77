import type * as v from 'valibot';
import type { Callback } from '../chain/contract.ts';
import { callAgeSeconds, eventSchema, optionalSipCode, outcomeText } from '../chain/fields.ts';
import { decide } from '../recovery/decide.ts';
import type { Outcome } from '../recovery/outcome.ts';
import { codeClass, type SipCode } from '../recovery/sip-code.ts';

/**
 * The `referComplete` event; other fields are allowed, and kept in the item.
 * Source: https://dev.bandwidth.com/docs/voice/programmable-voice/webhooks/referComplete
 */
export const ReferCompleteSchema = eventSchema('referComplete', {
  referCallStatus: outcomeText,
  referSipResponseCode: optionalSipCode,
  notifySipResponseCode: optionalSipCode,
});

/** A `referComplete` event, as {@link ReferCompleteSchema} reads it. */
export type ReferComplete = v.InferOutput<typeof ReferCompleteSchema>;

/** The fields of a `referComplete` event that tell its outcome. */
export interface ReferResult {
  /** Empty where it is missing: then the codes tell, but for a success. */
  readonly referCallStatus: string;
  /** The answer of the caller's own endpoint to the REFER. */
  readonly referSipResponseCode?: SipCode | undefined;
  /** The answer of the target to the call that the endpoint then made; the final NOTIFY tells it. */
  readonly notifySipResponseCode?: SipCode | undefined;
  readonly direction?: string | undefined;
  readonly to?: string | undefined;
}

/** `<Refer>` is for inbound calls to a SIP URI; what it does elsewhere is not documented. */
const isReferable = ({ direction, to }: ReferResult): boolean =>
  direction !== 'outbound' && !to?.startsWith('+');

type Outcomes = Readonly<Record<number, Outcome>>;

const each = (codes: readonly number[], outcome: Outcome): Outcomes =>
  Object.fromEntries(codes.map((code) => [code, outcome]));

/** By number where one is listed, else by the class of the code (RFC 3261 §8.1.3.2), else `failed`. */
const read = (code: SipCode | undefined, byCode: Outcomes, byClass: Outcomes): Outcome =>
  byCode[Number(code)] ?? byClass[codeClass(code)] ?? 'failed';

const NOTIFY_BY_CODE: Outcomes = {
  ...each([486, 600], 'busy'),
  ...each([408, 480, 487], 'no-answer'),
  ...each([401, 403, 407, 603], 'declined'),
  ...each([404, 410, 416, 484, 485, 604], 'unreachable'),
  ...each([501, 606], 'failed'),
};

/** 1xx never became final and 2xx contradicts the failure: in both the transfer may have worked. */
const NOTIFY_BY_CLASS: Outcomes = { 1: 'unconfirmed', 2: 'unconfirmed', 5: 'unavailable', 6: 'declined' };

const REFER_BY_CODE: Outcomes = {
  ...each([404, 410, 416, 484, 485, 604], 'unreachable'),
  ...each([405, 501, 603], 'refused'),
  // Trouble of the moment, or of this call: another REFER may pass.
  ...each([408, 413, 423, 480, 481, 482, 483, 486, 487, 491, 600], 'failed'),
};

/** Every other final 4xx and 6xx is an endpoint that will not do this REFER, whoever its target is. */
const REFER_BY_CLASS: Outcomes = { 4: 'refused', 5: 'unavailable', 6: 'refused' };

/**
 * Reads the outcome of a REFER. Total: unknown codes count as their class, what
 * is no code as absent, and every status but `success` as a failure. Sources: RFC 3261 §21, RFC 3515, and
 * https://dev.bandwidth.com/docs/voice/programmable-voice/webhooks/referComplete
 */
export function referOutcome(result: ReferResult): Outcome {
  const { referCallStatus, referSipResponseCode: refer, notifySipResponseCode: notify } = result;
  if (referCallStatus === 'success') return 'connected';
  if (codeClass(refer) > 2) return read(refer, REFER_BY_CODE, REFER_BY_CLASS);
  if (codeClass(notify) > 0) return read(notify, NOTIFY_BY_CODE, NOTIFY_BY_CLASS);
  if (codeClass(refer) === 2) return 'unconfirmed';
  return isReferable(result) ? 'failed' : 'refused';
}

/**
 * Tells whether the caller's endpoint accepted the REFER: it said so, or told by NOTIFY
 * what came of it. Else it is the endpoint that failed, not the destination.
 */
const wasAccepted = ({
  referSipResponseCode,
  notifySipResponseCode,
}: Pick<ReferResult, 'referSipResponseCode' | 'notifySipResponseCode'>): boolean =>
  codeClass(referSipResponseCode) === 2 || codeClass(notifySipResponseCode) > 0;

/** Decides what follows a `<Refer>` that ended. The target is read from our URL, as the event does not name it. */
export const referComplete: Callback<ReferComplete> = {
  name: 'refer-complete',
  schema: ReferCompleteSchema,
  decide: (event, handOff, policy) =>
    decide(
      {
        verb: 'refer',
        outcome: referOutcome(event),
        call: event,
        eventTime: event.eventTime,
        callAgeSeconds: callAgeSeconds(event),
        referAccepted: wasAccepted(event),
        handOff,
      },
      policy,
    ),
};
