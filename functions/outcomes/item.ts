import { crc32 } from 'node:zlib';
import type { Decision } from '../recovery/decision.ts';
import { formatDestination } from '../recovery/destination.ts';
import { type Fields, keptFields } from './kept-fields.ts';
import { OUTCOME_SHARDS } from './table.ts';

/** One row of the outcomes table, as plain values. */
export type OutcomeItem = Readonly<Record<string, unknown>> & {
  readonly callId: string;
  readonly eventKey: string;
};

/** Tells a value that has the keys of a row. */
export const isOutcomeItem = (value: unknown): value is OutcomeItem =>
  typeof value === 'object' &&
  value !== null &&
  'callId' in value &&
  'eventKey' in value &&
  typeof value.callId === 'string' &&
  typeof value.eventKey === 'string';

/** When a callback was received and how long its row is kept. */
export interface Keeping {
  /** Milliseconds since the epoch. */
  readonly receivedAtEpochMilliseconds: number;
  /** Days until the row may be deleted; 0 keeps it for ever. */
  readonly ttlDays: number;
}

const SECONDS_PER_DAY = 86_400;

/** The partition of `byOutcome`: an outcome's day, in shards by call, so that no day is a hot key. */
export const outcomeDay = (outcome: string, eventTime: string, callId: string): string =>
  `${outcome}#${eventTime.slice(0, 10)}#${String(crc32(callId) % OUTCOME_SHARDS).padStart(2, '0')}`;

/** What both kinds of rows say of their keeping. */
export function keepingAttributes({ receivedAtEpochMilliseconds, ttlDays }: Keeping) {
  const receivedAt = new Date(receivedAtEpochMilliseconds).toISOString();
  const expiresAt = Math.floor(receivedAtEpochMilliseconds / 1000) + ttlDays * SECONDS_PER_DAY;
  return ttlDays > 0 ? { receivedAt, expiresAt } : { receivedAt };
}

/** What the key of a row is made of. */
export interface RecordedEvent {
  readonly callId: string;
  readonly eventTime: string;
  readonly eventType: string;
  /** The leg that an event of its call is about: legs that rang at once end at once, under keys of their own. */
  readonly legCallId?: string | undefined;
}

/** The row of a callback that was handled. `fields` as they came, `event` the same as validated. */
export function outcomeItem(
  fields: Fields,
  event: RecordedEvent,
  { outcome, ended, step, action }: Decision,
  keeping: Keeping,
): OutcomeItem {
  const { callId, eventTime, eventType, legCallId } = event;
  return {
    ...keptFields(fields),
    ...keptFields({ ...event }),
    callId,
    eventKey: [eventTime, eventType, ...(legCallId ? [legCallId] : [])].join('#'),
    outcomeDay: outcomeDay(outcome, eventTime, callId),
    outcome,
    attempt: ended.attempt,
    ...(ended.retries > 0 && { retries: ended.retries }),
    ...(ended.route !== undefined && { route: ended.route }),
    ...(ended.destination && { destination: formatDestination(ended.destination) }),
    ...(ended.unreadableDestination !== undefined && {
      unreadableDestination: ended.unreadableDestination,
    }),
    step,
    ...(action.kind === 'hand-off' && { nextDestination: formatDestination(action.handOff.destination) }),
    ...keepingAttributes(keeping),
  };
}
