import { createHash, timingSafeEqual } from 'node:crypto';
import { policy } from '#policy';
import { outcomeDay } from '../../../functions/outcomes/item.ts';
import { decide } from '../../../functions/recovery/decide.ts';
import type { Decision } from '../../../functions/recovery/decision.ts';
import { formatDestination } from '../../../functions/recovery/destination.ts';
import { readHandOff } from '../../../functions/recovery/hand-off.ts';
import type { CallFields } from '../../../functions/recovery/policy.ts';
import { type ReferResult, referOutcome } from '../../../functions/refer-complete/callback.ts';

/** The fields of a `referComplete` event that the conventional peer reads. */
export interface ReferComplete extends ReferResult, CallFields {
  readonly eventType: string;
  readonly eventTime: string;
  readonly callId: string;
  readonly startTime?: string | undefined;
}

/** Tells whether a token is the one whose hash we hold. */
export const isKnownToken = (token: string): boolean =>
  timingSafeEqual(
    createHash('sha256').update(token).digest(),
    Buffer.from(process.env.CALLBACK_TOKEN_SHA256 ?? '', 'hex'),
  );

/** The same decision as ours: the peer differs in what it is put together from, not in what it does. */
export const decideReferral = (event: ReferComplete, query: URLSearchParams): Decision =>
  decide(
    {
      verb: 'refer',
      outcome: referOutcome(event),
      call: event,
      callAgeSeconds: (Date.parse(event.eventTime) - Date.parse(event.startTime ?? event.eventTime)) / 1000,
      handOff: readHandOff(query),
    },
    policy,
  );

/** The same row as ours, as plain values for the document client. */
export function outcomeRow(event: ReferComplete, { outcome, ended, step, action }: Decision) {
  const { callId, eventTime, eventType } = event;
  const now = Date.now();
  return {
    ...event,
    eventKey: `${eventTime}#${eventType}`,
    outcomeDay: outcomeDay(outcome, eventTime, callId),
    outcome,
    attempt: ended.attempt,
    ...(ended.route && { route: ended.route }),
    ...(ended.destination && { destination: formatDestination(ended.destination) }),
    step,
    ...(action.kind === 'hand-off' && { nextDestination: formatDestination(action.handOff.destination) }),
    receivedAt: new Date(now).toISOString(),
    expiresAt: Math.floor(now / 1000) + Number(process.env.OUTCOME_TTL_DAYS) * 86_400,
  };
}
