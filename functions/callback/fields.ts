import * as v from 'valibot';
import { utcTime } from '../outcomes/event-time.ts';
import { MAX_CALL_ID_CHARACTERS } from './parse.ts';

// Building blocks of the event schemas. Theirs is open: a scalar of another type is
// read as text, and an optional field that is odd reads as absent, not as an error.
// Nothing is lost by that: the item keeps every field as it came.

const scalar = v.union([v.string(), v.number(), v.boolean()], 'expected a text');

/** GET sends what is absent as nothing, an empty text or not at all; null falls back, as all that is odd. */
const absentToUndefined = (value: unknown): unknown => (value === '' ? undefined : value);

const optional = <Output>(schema: v.GenericSchema<unknown, Output>) =>
  v.optional(v.fallback(v.pipe(v.unknown(), v.transform(absentToUndefined), v.optional(schema)), undefined));

/** A text that must be there and not be blank. */
export const text = v.pipe(scalar, v.transform(String), v.regex(/\S/, 'expected a text that is not blank'));

/** A text that may be missing. */
export const optionalText = optional(v.pipe(scalar, v.transform(String)));

/**
 * A number, a SIP URI, or a word such as `Restricted`. A GET callback whose `+` was
 * not escaped brings a blank in its place, which is put back.
 */
export const optionalParty = optional(
  v.pipe(
    scalar,
    v.transform((value) => String(value).replace(/^ (?=\d+$)/, '+')),
  ),
);

/** The callId of a related call; one that could not be a key reads as absent. */
export const optionalCallId = optional(
  v.pipe(scalar, v.transform(String), v.maxLength(MAX_CALL_ID_CHARACTERS)),
);

/** A SIP response code: a number, also where it came as text; what is none stays as it came. */
export const optionalSipCode = optional(
  v.pipe(
    v.union([v.number(), v.string()]),
    v.transform((value) => (/^\s*\d+\s*$/.test(String(value)) ? Number(value) : value)),
  ),
);

/** A flag, also as the texts `true` and `false`. */
export const optionalFlag = optional(
  v.pipe(
    scalar,
    v.transform((value) => (value === 'true' ? true : value === 'false' ? false : value)),
  ),
);

/** A time in ISO 8601, read as UTC with milliseconds. */
export const time = v.pipe(
  v.unknown(),
  v.transform(utcTime),
  v.string('expected a time in ISO 8601, such as 2026-04-30T13:20:39.810Z'),
);

/** The fields of every event that is about a call. */
const callFields = {
  eventTime: time,
  callId: text,
  accountId: optionalText,
  applicationId: optionalText,
  from: optionalParty,
  to: optionalParty,
  direction: optionalText,
  callUrl: optionalText,
  startTime: optionalText,
  answerTime: optionalText,
  tag: optionalText,
};

/** The schema of an event: what `callFields` has, and what is its own. Other fields are allowed. */
export const eventSchema = <const EventType extends string, const Entries extends v.ObjectEntries>(
  eventType: EventType,
  entries: Entries,
) =>
  v.object(
    { eventType: v.literal(eventType, `expected "${eventType}"`), ...callFields, ...entries },
    'is missing',
  );

/** Seconds from the start of a call to an event of it; `undefined` where either time is missing or odd. */
export function callAgeSeconds(event: {
  eventTime: string;
  startTime?: string | undefined;
}): number | undefined {
  const seconds = (Date.parse(event.eventTime) - Date.parse(event.startTime ?? '')) / 1000;
  return Number.isFinite(seconds) ? seconds : undefined;
}
