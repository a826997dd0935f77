import type { Decision } from '../recovery/decision.ts';
import { formatDestination } from '../recovery/destination.ts';
import { LEG_OUTCOMES, type Outcome } from '../recovery/outcome.ts';
import { isRecovered } from '../recovery/recovered.ts';
import { identifiedCaller } from './caller.ts';
import { type Arrival, eventKeyOf, type RecordedEvent } from './event-key.ts';
import { fittedItem } from './fitted-item.ts';
import { hash32 } from './hash32.ts';
import { type Fields, type KeptField, keptFields } from './kept-fields.ts';
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

/** How a callback was received and how long its row is kept. */
export interface Keeping extends Arrival {
  /** Milliseconds since the epoch. */
  readonly receivedAtEpochMilliseconds: number;
  /** Days until the row may be deleted; 0 keeps it for ever. */
  readonly ttlDays: number;
  /** The first eight hex digits of the hash of the policy that decided. */
  readonly policyHash: string;
}

const SECONDS_PER_DAY = 86_400;

/** The partition of `byOutcome`: an outcome's day, in shards by call, so that no day is a hot key. */
export const outcomeDay = (outcome: string, eventTime: string, callId: string): string =>
  `${outcome}#${eventTime.slice(0, 10)}#${String(hash32(callId) % OUTCOME_SHARDS).padStart(2, '0')}`;

const OF_OUTCOME_ONLY: readonly Outcome[] = ['recorded', 'voicemail', 'no-message', 'chosen'];

/**
 * The attributes that put a row into the two indexes. The normal end of a leg or of a call tells nothing that the
 * other rows of its call do not, so it is in neither and costs one write unit; it is read with its call. The end of
 * a leg by which a call was recovered is in the index by outcome, as it is counted there. The row of a
 * recording has long URLs and may be above 1 KB, which is 2 units; it is in the index by outcome only, which makes 3. So is the key of a menu, as the caller is found by the hand-off before.
 */
export function indexKeys(
  { callId, eventType, from }: Pick<RecordedEvent, 'callId' | 'eventType' | 'from'>,
  outcome: Outcome | 'rejected',
  eventTime: string,
  attempt?: number,
) {
  const isRecovery = isRecovered({ eventType, outcome, attempt });
  const isNormalEnd =
    LEG_OUTCOMES.some((each) => each === outcome) ||
    (eventType === 'transferDisconnect' && outcome !== 'abandoned' && !isRecovery) ||
    (eventType === 'disconnect' && outcome === 'completed');
  if (isNormalEnd) return {};
  const isLeg = eventType === 'transferDisconnect' && isRecovery;
  const isOfOutcomeOnly = OF_OUTCOME_ONLY.some((each) => each === outcome);
  const caller = isOfOutcomeOnly || isLeg ? undefined : identifiedCaller(from);
  return {
    outcomeDay: outcomeDay(outcome, eventTime, callId),
    ...(caller !== undefined && { caller }),
  };
}

/**
 * The times and the policy of a row, handled or rejected. An event whose time cannot be read is `undated`, and the
 * time of its receipt stands for it in the indexes.
 */
export function keptAttributes(
  eventTime: string | undefined,
  { receivedAtEpochMilliseconds, ttlDays, policyHash }: Keeping,
) {
  const receivedAt = new Date(receivedAtEpochMilliseconds).toISOString();
  const expiresAt = Math.floor(receivedAtEpochMilliseconds / 1000) + ttlDays * SECONDS_PER_DAY;
  return {
    eventTime: eventTime ?? receivedAt,
    ...(eventTime === undefined && { undated: true }),
    receivedAt,
    policy: policyHash,
    ...(ttlDays > 0 && { expiresAt }),
  };
}

/** Codes of which more came than the number, such as a phrase: that is kept too. */
const wholeCodes = (fields: Fields, event: object): KeptField[] =>
  Object.entries(event)
    .filter(([name, value]) => typeof value === 'number' && Number.isNaN(Number(fields[name])))
    .map(([name]) => [`event.${name}`, fields[name]]);

/** Fields as they came and, before these, the same as they were read. */
function readFields(fields: Fields, event: object): KeptField[] {
  const read = keptFields({ ...event });
  const names = new Set(read.map(([name]) => name));
  return [...keptFields(fields).filter(([name]) => !names.has(name)), ...wholeCodes(fields, event), ...read];
}

/** The row of a callback that was handled. `fields` as they came, `event` the same as validated. */
export function outcomeItem(
  fields: Fields,
  event: RecordedEvent,
  decision: Decision,
  keeping: Keeping,
): OutcomeItem {
  const { outcome, ended, accepted, step, action } = decision;
  const kept = keptAttributes(event.eventTime, keeping);
  const { destination, retries, call: _, since: __, ...state } = ended;
  const told = {
    ...state,
    retries: retries || undefined,
    destination: destination && formatDestination(destination),
    accepted,
    nextDestination: action.kind === 'hand-off' ? formatDestination(action.handOff.destination) : undefined,
  };
  const ours = {
    callId: event.callId,
    eventKey: eventKeyOf(event, decision, keeping),
    ...indexKeys(event, outcome, kept.eventTime, ended.attempt),
    outcome,
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    step,
    ...kept,
  };
  return fittedItem(ours, readFields(fields, event), Object.keys(event));
}
