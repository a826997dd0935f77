import { hash } from '../crypto.ts';
import type { Decision } from '../recovery/decision.ts';
import { acceptanceKey } from './acceptance.ts';
import { hash32 } from './hash32.ts';

/** The fields of an event that make the key of its row. */
export interface RecordedEvent {
  readonly callId: string;
  /** Absent where the event has none, or one that is no time. */
  readonly eventTime?: string | undefined;
  readonly eventType: string;
  readonly from?: unknown;
  /** The leg that an event of its call is about: legs that rang at once end at once, under keys of their own. */
  readonly legCallId?: string | undefined;
  /** The recording that an event tells of: two of a call may be told at once. */
  readonly recordingId?: string | undefined;
}

/** How a callback came, as far as its key depends on it. */
export interface Arrival {
  /** A digest of what was sent: tells callbacks apart where their time and type do not. */
  readonly digest: () => string;
  /** The destination in its URL: it tells apart two hand-offs of an app's own that a call ends at once. */
  readonly urlDestination?: string | undefined;
}

/** Bandwidth's have 38 characters; of another form the hash stands in the key. */
const RECORDING_ID = /^[\w-]{1,64}$/;

/** The identity of an event among those of its time and type; `undefined` where it has none. */
function identityOf(
  { recordingId, legCallId }: RecordedEvent,
  { attempt, confirm }: Decision['ended'],
  { urlDestination }: Arrival,
): string | undefined {
  if (recordingId)
    return RECORDING_ID.test(recordingId) ? recordingId : hash('sha256', recordingId).slice(0, 32);
  if (legCallId) return legCallId;
  if (attempt > 1) return confirm ? `${attempt}#${confirm}` : String(attempt);
  return urlDestination && hash32(urlDestination).toString(16).padStart(8, '0');
}

/** Tells the key of the end of a hand-off after the first whose callee was asked: in the indexes no attribute tells it. */
export const isOfAskedHandOff = (eventKey: string): boolean => /#\d+#[0-9a-f]{8}$/.test(eventKey);

/**
 * The sort key of a row: `eventTime#eventType`, then the identity that the event has of its own: its recording, its
 * leg, the number of its hand-off above 1 (and its id, where its callee is asked), or 8 hex digits of the hash of the
 * destination in its URL. The same callback has the same key. The acceptance of a hand-off has one that its end can
 * make without knowing this event.
 */
export function eventKeyOf(
  event: RecordedEvent,
  { outcome, ended }: Pick<Decision, 'outcome' | 'ended'>,
  arrival: Arrival,
): string {
  if (outcome === 'accepted' && ended.confirm) return acceptanceKey(ended.confirm);
  return [event.eventTime ?? arrival.digest(), event.eventType, identityOf(event, ended, arrival)]
    .filter(Boolean)
    .join('#');
}
