import { crc32 } from 'node:zlib';
import type { Decision } from '../recovery/decision.ts';
import { formatDestination } from '../recovery/destination.ts';
import { utcTime } from './event-time.ts';
import { OUTCOME_SHARDS, OUTCOMES_TABLE } from './table.ts';

/** One row of the outcomes table, as plain values. */
export type OutcomeItem = Readonly<Record<string, unknown>> & {
  readonly callId: string;
  readonly eventKey: string;
};

/** When a callback was received and how long its row is kept. */
export interface Keeping {
  /** Milliseconds since the epoch. */
  readonly receivedAtEpochMilliseconds: number;
  /** Days until the row may be deleted; 0 keeps it for ever. */
  readonly ttlDays: number;
}

/** Fields by the name that Bandwidth gives them. */
type Fields = Readonly<Record<string, unknown>>;

const SECONDS_PER_DAY = 86_400;

/** DynamoDB refuses an index key that is empty or longer, in bytes. */
const MAX_INDEX_KEY_BYTES = 2048;

const INDEX_KEYS: ReadonlySet<string> = new Set(
  OUTCOMES_TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
);

/** Attributes that are ours. A field of the same name is kept with the prefix `event.`. */
const OUR_NAMES: ReadonlySet<string> = new Set([
  'eventKey',
  'outcomeDay',
  'outcome',
  'route',
  'attempt',
  'retries',
  'destination',
  'step',
  'nextDestination',
  'receivedAt',
  'expiresAt',
  'reasons',
  'body',
]);

const isAbsent = (value: unknown): boolean => value === undefined || value === null || value === '';

const isIndexable = (value: unknown): boolean =>
  typeof value === 'string' && Buffer.byteLength(value) <= MAX_INDEX_KEY_BYTES;

/** Every field as it came, but what is absent, and nothing where it could spoil a key of ours. */
const keptFields = (fields: Fields): [string, unknown][] =>
  Object.entries(fields)
    .filter(([, value]) => !isAbsent(value))
    .map(([name, value]) =>
      OUR_NAMES.has(name) || (INDEX_KEYS.has(name) && !isIndexable(value))
        ? [`event.${name}`, value]
        : [name, value],
    );

/** The partition of `byOutcome`: an outcome's day, in shards by call, so that no day is a hot key. */
export const outcomeDay = (outcome: string, eventTime: string, callId: string): string =>
  `${outcome}#${eventTime.slice(0, 10)}#${String(crc32(callId) % OUTCOME_SHARDS).padStart(2, '0')}`;

/** Longest event type that becomes part of a key, in characters; ours are shorter. */
const MAX_EVENT_TYPE_CHARACTERS = 128;

function keepingAttributes({ receivedAtEpochMilliseconds, ttlDays }: Keeping) {
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
    ...Object.fromEntries(keptFields(fields)),
    ...Object.fromEntries(keptFields({ ...event })),
    callId,
    eventKey: [eventTime, eventType, ...(legCallId ? [legCallId] : [])].join('#'),
    outcomeDay: outcomeDay(outcome, eventTime, callId),
    outcome,
    attempt: ended.attempt,
    ...(ended.retries > 0 && { retries: ended.retries }),
    ...(ended.route !== undefined && { route: ended.route }),
    ...(ended.destination && { destination: formatDestination(ended.destination) }),
    step,
    ...(action.kind === 'hand-off' && { nextDestination: formatDestination(action.handOff.destination) }),
    ...keepingAttributes(keeping),
  };
}

/** Why a callback was not handled, and what is left to look at. */
export interface Rejection {
  /** Tells apart what came without a callId. */
  readonly requestId: string;
  readonly reasons: readonly string[];
  /** The beginning of a body that could not be read as fields. */
  readonly body?: string | undefined;
}

/**
 * The row of a callback that was not handled: with its call where there is a
 * callId, else under `rejected#yyyy-mm-dd`. Both are found by the outcome `rejected`.
 */
export function rejectedItem(fields: Fields, rejection: Rejection, keeping: Keeping): OutcomeItem {
  const { requestId, reasons, body } = rejection;
  const kept = keepingAttributes(keeping);
  const eventTime = utcTime(fields.eventTime) ?? kept.receivedAt;
  const eventType = String(fields.eventType ?? 'unknown').slice(0, MAX_EVENT_TYPE_CHARACTERS);
  const hasCall = typeof fields.callId === 'string';
  const callId = hasCall ? String(fields.callId) : `rejected#${eventTime.slice(0, 10)}`;
  return {
    ...Object.fromEntries(keptFields(fields)),
    callId,
    eventKey: `${eventTime}#${hasCall ? eventType : requestId}`,
    eventTime,
    outcomeDay: outcomeDay('rejected', eventTime, callId),
    outcome: 'rejected',
    reasons,
    ...(body !== undefined && { body }),
    ...kept,
  };
}
