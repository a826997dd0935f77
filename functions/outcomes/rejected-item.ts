import { utcTime } from '../recovery/event-time.ts';
import { fittedItem } from './fitted-item.ts';
import { indexKeys, type Keeping, keptAttributes, type OutcomeItem } from './item.ts';
import { beginning } from './json-value.ts';
import { type Fields, isEventType, keptFields } from './kept-fields.ts';

/** How many reasons are kept, and how much of each, in characters. */
const MAX_REASONS = 10;
const MAX_REASON_CHARACTERS = 1024;

/** Why a callback was not handled, and what is left to look at. */
interface Rejection {
  readonly reasons: readonly string[];
  /** The beginning of a body that could not be read as fields. */
  readonly body?: string | undefined;
  /** The context in its URL. */
  readonly context?: string | undefined;
}

/**
 * The row of a callback that was not handled: with its call where there is a callId, else under
 * `rejected#yyyy-mm-dd`, the day of its receipt. Both are found by the outcome `rejected`. A digest
 * in the key tells it from others of its time and type; the same callback again has the same key.
 */
export function rejectedItem(
  fields: Fields,
  { reasons, body, context }: Rejection,
  keeping: Keeping,
): OutcomeItem {
  const knownTime = utcTime(fields.eventTime);
  const kept = keptAttributes(knownTime, keeping);
  const digest = keeping.digest();
  const eventType = isEventType(fields.eventType) ? fields.eventType : 'unknown';
  const callId =
    typeof fields.callId === 'string' ? fields.callId : `rejected#${kept.receivedAt.slice(0, 10)}`;
  const ours = {
    callId,
    // Its own key: a good callback of the same event may still come, to the right URL.
    eventKey: [knownTime ?? digest, eventType, 'rejected', ...(knownTime ? [digest] : [])].join('#'),
    ...indexKeys({ callId, eventType: 'rejected', from: fields.from }, 'rejected', kept.eventTime),
    outcome: 'rejected',
    reasons: reasons.slice(0, MAX_REASONS).map((reason) => beginning(reason, MAX_REASON_CHARACTERS)),
    ...(body !== undefined && { body }),
    ...(context !== undefined && { context }),
    ...kept,
  };
  return fittedItem(ours, keptFields(fields));
}
