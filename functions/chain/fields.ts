import * as v from 'valibot';
import { utcTime } from '../recovery/event-time.ts';
import type { HandOff } from '../recovery/hand-off.ts';
import { MAX_CALL_ID_CHARACTERS } from './parse.ts';

// Building blocks of the event schemas. Bandwidth's schema is open: a scalar of another
// type is read as text, and a field that is odd reads as absent, not as an error.
// Nothing is lost by that: the item keeps every field as it came.

const scalar = v.union([v.string(), v.number(), v.boolean()]);

/** GET sends what is absent as nothing, an empty text or not at all; null falls back, as all that is odd. */
const absentToUndefined = (value: unknown): unknown => (value === '' ? undefined : value);

const optional = <Output>(schema: v.GenericSchema<unknown, Output>) =>
  v.optional(v.fallback(v.pipe(v.unknown(), v.transform(absentToUndefined), v.optional(schema)), undefined));

/** A text that may be missing. */
export const optionalText = optional(v.pipe(scalar, v.transform(String)));

/**
 * A text that tells the outcome. Empty where it is missing or odd, and read as what we do not know:
 * the caller waits for a decision all the same.
 */
export const outcomeText = v.optional(v.fallback(v.pipe(scalar, v.transform(String)), ''), '');

/** The callId of a related call; one that could not be a key reads as absent. */
const optionalCallId = optional(v.pipe(scalar, v.transform(String), v.maxLength(MAX_CALL_ID_CHARACTERS)));

/** A code as text: alone, with its phrase, or as a status line (RFC 3261 §7.2). */
const SIP_CODE = /^\s*(?:SIP\/\d\.\d\s+)?([1-6]\d\d)(?:\.0+)?(?![^\s:;,])/i;

/** A SIP response code: a number, also where it came as text; what is none stays as it came. */
export const optionalSipCode = optional(
  v.pipe(
    v.union([v.number(), v.string()]),
    v.transform((value) => {
      const [, code] = SIP_CODE.exec(String(value)) ?? [];
      return code === undefined ? value : Number(code);
    }),
  ),
);

/** A flag, also as the texts `true` and `false`. */
export const optionalFlag = optional(
  v.pipe(
    scalar,
    v.transform((value) => (value === 'true' ? true : value === 'false' ? false : value)),
  ),
);

/** The fields of every event that is about a call. */
const callFields = {
  eventTime: optional(v.pipe(v.unknown(), v.transform(utcTime))),
  callId: v.string(),
  accountId: optionalText,
  applicationId: optionalText,
  from: optionalText,
  to: optionalText,
  direction: optionalText,
  callUrl: optionalText,
  startTime: optionalText,
  answerTime: optionalText,
  tag: optionalText,
};

/** The schema of an event: what `callFields` has, and what is its own. Other fields are allowed. */
export function eventSchema<const EventType extends string, const Entries extends v.ObjectEntries>(
  eventTypes: EventType | readonly EventType[],
  entries: Entries,
) {
  const types = [eventTypes].flat() as readonly EventType[];
  const eventType = v.picklist(types, `expected "${types.join('" or "')}"`);
  return v.object({ eventType, ...callFields, ...entries }, 'is missing');
}

/**
 * The schema of an event about the leg of a callee. It is read as an event of the call that was transferred
 * (`parentCallId`, which models of Bandwidth's SDKs lack); the leg keeps its own id as `legCallId`.
 */
export const legEventSchema = <const EventType extends string, const Entries extends v.ObjectEntries>(
  eventType: EventType,
  entries: Entries,
) =>
  v.pipe(
    eventSchema(eventType, {
      parentCallId: optionalCallId,
      transferCallerId: optionalText,
      transferTo: optionalText,
      ...entries,
    }),
    v.transform((event) => ({
      ...event,
      callId: event.parentCallId ?? event.callId,
      legCallId: event.callId,
    })),
  );

/**
 * An event of a leg as one of the call that its URL names: that is where a hand-off is looked for when it ends. A
 * menu is asked on the caller's own leg.
 */
export function ofCaller<Event extends { readonly callId: string; readonly legCallId?: string | undefined }>(
  event: Event,
  { call, menu }: HandOff,
): Event {
  if (event.legCallId === undefined) return event;
  if (menu !== undefined) return { ...event, callId: event.legCallId, legCallId: undefined };
  return call === undefined ? event : { ...event, callId: call };
}

/** Seconds from the start of a call to an event of it; `undefined` where either is not a time with its zone. */
export function callAgeSeconds(event: {
  eventTime?: string | undefined;
  startTime?: string | undefined;
}): number | undefined {
  const [start = '', end = ''] = [utcTime(event.startTime), utcTime(event.eventTime)];
  const seconds = (Date.parse(end) - Date.parse(start)) / 1000;
  return Number.isNaN(seconds) ? undefined : seconds;
}
